// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis/RedisEntries.h"

#include "model/records/Timestamp.h"
#include "sources/redis/RedisAddress.h"

namespace livebelt {

namespace {

ParserOptions forObjects(ParserOptions options)
{
    if (options.format == QLatin1String("auto"))
        options.format = QStringLiteral("json");
    options.packing = Packing::None;
    return options;
}

} // namespace

RedisEntryReader::RedisEntryReader(const ParserOptions &options, QByteArray stream)
    : m_reader(options), m_objects(forObjects(options)), m_stream(std::move(stream))
{
}

void RedisEntryReader::append(const QByteArray &id, const redisReply &fields, Records &records)
{
    const RedisList values(&fields);
    const qint64 now = nowMicros();
    if (values.size() == 4 && redisText(values[0]) == redisRecorderName && redisText(values[2]) == redisRecordName) {
        if (std::optional<RecordLine> line = m_lines.read(redisText(values[3]))) {
            records.push_back(forwarded(*std::move(line), validUtf8(redisText(values[1])), now));
            return;
        }
    }
    const size_t at = records.size();
    if (values.size() == 2)
        m_reader.read(redisText(values[1]), now, records);
    else
        appendValues(values, records);
    Record &record = records[at];
    if (record.subject.isEmpty())
        record.subject = validUtf8(m_stream);
    if (const std::optional<RedisId> parts = RedisId::from(id); parts && record.time == noTime)
        record.time = qint64(parts->time) * 1000;
    m_fields.begin(record.fields);
    m_fields.add("entry", QByteArrayView(id));
    if (values.size() == 2)
        m_fields.add("name", validUtf8(redisText(values[0])));
    record.fields = m_fields.take();
}

void RedisEntryReader::appendValues(const RedisList &values, Records &records)
{
    bool isText = true;
    QByteArrayList arrived;
    QByteArray object = "{";
    for (size_t i = 0; i + 1 < values.size(); i += 2) {
        const QByteArray name = redisText(values[i]), value = redisText(values[i + 1]);
        isText = isText && isValidUtf8(name) && isValidUtf8(value);
        arrived << name << value;
        if (i > 0)
            object += ',';
        object += jsonString(name) + ':' + (isJsonNumber(value) ? value : jsonString(value));
    }
    object += '}';
    const size_t at = records.size();
    m_objects.read(object, nowMicros(), records);
    if (!isText)
        records[at].raw = redisCommand(arrived);
}

} // namespace livebelt
