// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/WebSocketItems.h"

#include "model/records/Fields.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<ItemParser> parserOf(const QString &format)
{
    ParserOptions options;
    options.format = format;
    options.kind = RecordKind::Event;
    return makeParser(options);
}

bool looksLikeJson(const QByteArray &message)
{
    for (const char c : message) {
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            return c == '{' || c == '[';
    }
    return false;
}

Record binaryRecord(const QByteArray &message, qint64 received)
{
    Record record;
    record.kind = RecordKind::Event;
    record.received = received;
    record.text = QByteArray::number(message.size()) + " bytes";
    record.raw = message;
    return record;
}

/// A message without content is one all the same.
Record emptyRecord(qint64 received)
{
    Record record;
    record.kind = RecordKind::Event;
    record.received = received;
    return record;
}

} // namespace

WebSocketItems::WebSocketItems(const std::optional<ParserOptions> &options)
{
    if (options) {
        ParserOptions chosen = *options;
        chosen.kind = RecordKind::Event;
        m_chosen = makeParser(chosen);
    } else {
        m_json = parserOf(u"json"_s);
        m_text = parserOf(u"text"_s);
    }
}

void WebSocketItems::parse(const QByteArray &message, qint64 received, Records &records)
{
    if (message.isEmpty())
        records.push_back(emptyRecord(received));
    else if (m_chosen)
        m_chosen->parse(message, received, records);
    else if (looksLikeJson(message))
        m_json->parse(message, received, records);
    else if (isValidUtf8(message))
        m_text->parse(message, received, records);
    else
        records.push_back(binaryRecord(message, received));
}

Record sentRecord(const QByteArray &message, qint64 micros)
{
    Record record;
    record.received = micros;
    record.subject = "you";
    if (isValidUtf8(message)) {
        record.text = message;
    } else {
        record.text = QByteArray::number(message.size()) + " bytes";
        record.raw = message;
    }
    FieldsBuilder fields;
    fields.add("direction", "sent");
    record.fields = fields.take();
    return record;
}

} // namespace livebelt
