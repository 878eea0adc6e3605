// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "sources/http/SseParser.h"
#include "sources/parse/Reader.h"

namespace livebelt {

/// Makes records of events, one of each: its data is read as the options say, and its name and its id are the fields
/// "event" and "id" besides. An event whose data names no subject has its name as the subject. One thread.
class SseRecords
{
public:
    explicit SseRecords(ParserOptions options);

    /// received: microseconds UTC.
    void add(const SseEvent &event, qint64 received, Records &records);

private:
    Reader m_reader;
    FieldsBuilder m_fields; ///< keeps its memory
};

} // namespace livebelt
