// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemParser.h"

#include <optional>

namespace livebelt {

/// Makes records of the messages of one connection: as the address says or, where it says nothing, what begins like
/// JSON as JSON, other text as text, and binary messages that are no text as they came.
class WebSocketItems
{
public:
    explicit WebSocketItems(const std::optional<ParserOptions> &options);

    /// Appends what the message gives. received: microseconds UTC.
    void parse(const QByteArray &message, qint64 received, Records &records);

private:
    std::unique_ptr<ItemParser> m_chosen, m_json, m_text;
};

/// What a person has sent, so that it stands among the answers.
Record sentRecord(const QByteArray &message, qint64 micros);

} // namespace livebelt
