// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/http/SseParser.h"
#include "sources/parse/ItemParser.h"

#include <memory>

namespace livebelt {

/// Makes records of events: the event's name is the subject, unless it is "message"; data that is JSON is understood as
/// such, other data is the text. With a format that was asked for, all data is parsed as that. One thread.
class SseRecords
{
public:
    explicit SseRecords(const ParserOptions &options);

    /// received: microseconds UTC.
    void add(const SseEvent &event, qint64 received, Records &records);

private:
    bool m_isAuto;
    bool m_hasSubject; ///< the person has said which field is the subject
    RecordKind m_kind;
    std::unique_ptr<ItemParser> m_parser;
};

} // namespace livebelt
