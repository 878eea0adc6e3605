// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/kafka/KafkaMessages.h"

#include "model/records/Timestamp.h"

namespace livebelt {

namespace {

QByteArray bytesOf(const void *data, size_t size)
{
    return {static_cast<const char *>(data), qsizetype(size)};
}

} // namespace

void KafkaMessageReader::append(const rd_kafka_message_t &message, Records &records)
{
    const QByteArray payload = bytesOf(message.payload, message.len), key = bytesOf(message.key, message.key_len);
    rd_kafka_headers_t *headers = nullptr;
    if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR)
        headers = nullptr;
    const void *value = nullptr;
    size_t size = 0;
    if (headers &&
        rd_kafka_header_get_last(headers, kafkaRecorderHeader, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR) {
        if (std::optional<RecordLine> line = m_lines.read(payload)) {
            records.push_back(forwarded(*std::move(line), validUtf8(bytesOf(value, size)), nowMicros()));
            return;
        }
    }
    const size_t at = records.size();
    m_reader.read(payload, nowMicros(), records);
    Record &record = records[at];
    if (!key.isEmpty())
        record.subject = validUtf8(key);
    else if (record.subject.isEmpty())
        record.subject = QByteArray(rd_kafka_topic_name(message.rkt));
    rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    const int64_t time = rd_kafka_message_timestamp(&message, &type);
    if (record.time == noTime && type != RD_KAFKA_TIMESTAMP_NOT_AVAILABLE && time >= 0)
        record.time = time * 1000;
    m_fields.begin(record.fields);
    m_fields.add("partition", qint64(message.partition));
    m_fields.add("offset", qint64(message.offset));
    if (!key.isEmpty() && isValidUtf8(key))
        m_fields.addText("key", key);
    else if (!key.isEmpty())
        m_fields.addText("key", "0x" + key.toHex());
    const char *name = nullptr;
    for (size_t i = 0;
         headers && rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i)
        m_fields.addText("header." + QByteArray(name), validUtf8(bytesOf(value, size)));
    record.fields = m_fields.take();
}

} // namespace livebelt
