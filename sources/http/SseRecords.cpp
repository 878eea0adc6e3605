// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SseRecords.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"

#include <algorithm>

namespace livebelt {

namespace {

bool looksLikeJson(const QByteArray &data)
{
    const auto first =
        std::find_if(data.begin(), data.end(), [](char c) { return c != ' ' && c != '\n' && c != '\t' && c != '\r'; });
    return first != data.end() && (*first == '{' || *first == '[');
}

ParserOptions asJson(ParserOptions options)
{
    if (options.format == QLatin1String("auto"))
        options.format = QStringLiteral("json");
    return options;
}

/// Puts the event's id in front of the other fields; data may have a field of that name itself.
void addId(Record &record, const QByteArray &id)
{
    FieldsBuilder builder;
    const bool isTaken = !record.fields.isEmpty() && !fieldValue(record.fields, "id").isEmpty();
    builder.add(isTaken ? "eventId" : "id", id);
    QByteArray fields = builder.take();
    if (record.fields.size() > 2) {
        fields.back() = ',';
        fields.append(QByteArrayView(record.fields).sliced(1));
    }
    record.fields = std::move(fields);
}

} // namespace

SseRecords::SseRecords(const ParserOptions &options)
    : m_isAuto(options.format == QLatin1String("auto"))
    , m_hasSubject(!options.subject.isEmpty())
    , m_kind(options.kind)
    , m_parser(makeParser(asJson(options)))
{
}

void SseRecords::add(const SseEvent &event, qint64 received, Records &records)
{
    const size_t before = records.size();
    const bool isText = m_isAuto && (event.isCut() || !looksLikeJson(event.data));
    if (isText) {
        Record record;
        record.received = received;
        record.kind = m_kind;
        record.text = validUtf8(event.data);
        if (!record.text.isSharedWith(event.data))
            record.raw = event.data;
        records.push_back(std::move(record));
        if (event.isCut()) {
            FieldsBuilder fields;
            fields.add("bytes", event.length);
            records.push_back(makeNotice(NoticeType::Truncated,
                                         "The event above was longer than can be kept; its first "
                                         "bytes are there",
                                         fields.take()));
        }
    } else {
        const async::Line item{event.data, event.length, true};
        parseItem(*m_parser, item, received, records);
    }
    const bool isNamed = !event.type.isEmpty() && event.type != "message";
    for (size_t i = before; i < records.size(); ++i) {
        Record &record = records[i];
        if (record.kind == RecordKind::Notice)
            continue;
        if (isNamed && !m_hasSubject)
            record.subject = validUtf8(event.type);
        if (!event.id.isEmpty() && event.hasOwnId)
            addId(record, event.id);
    }
}

} // namespace livebelt
