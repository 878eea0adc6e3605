// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/nats/NatsMessages.h"

#include "model/records/Timestamp.h"

#include <algorithm>

namespace livebelt {

namespace {

QByteArray payloadOf(natsMsg *message)
{
    return {natsMsg_GetData(message), natsMsg_GetDataLength(message)};
}

} // namespace

/// $JS.ACK.STREAM.CONSUMER.DELIVERED.SEQ.DELIVERY.TIME.PENDING, or with a domain and an account before the stream.
std::optional<NatsDelivery> NatsDelivery::from(QByteArrayView reply)
{
    if (!reply.startsWith("$JS.ACK."))
        return std::nullopt;
    const QList<QByteArray> words = reply.toByteArray().split('.');
    if (words.size() != 9 && words.size() < 11)
        return std::nullopt;
    const qsizetype first = words.size() == 9 ? 2 : 4;
    NatsDelivery delivery;
    delivery.seq = words[first + 3].toULongLong();
    delivery.delivery = words[first + 4].toULongLong();
    delivery.stored = words[first + 5].toLongLong() / 1000;
    return delivery;
}

NatsMessageReader::NatsMessageReader(const ParserOptions &options) : m_reader(options) {}

void NatsMessageReader::addPayload(const QByteArray &payload, const QByteArray &subject, Records &records)
{
    const size_t at = records.size();
    m_reader.read(payload, nowMicros(), records);
    records[at].subject = validUtf8(subject);
    m_fields.begin(records[at].fields);
}

/// Those of NATS itself are left out: they are about the delivery.
void NatsMessageReader::addHeaders(natsMsg *message)
{
    const char **names = nullptr;
    int count = 0;
    if (natsMsgHeader_Keys(message, &names, &count) != NATS_OK)
        return;
    std::sort(names, names + count, [](const char *a, const char *b) { return QByteArrayView(a) < QByteArrayView(b); });
    for (int i = 0; i < count; ++i) {
        const char **values = nullptr;
        int valueCount = 0;
        if (natsMsgHeader_Values(message, names[i], &values, &valueCount) != NATS_OK)
            continue;
        for (int j = 0; j < valueCount; ++j)
            m_fields.addText("header." + QByteArray(names[i]), QByteArrayView(values[j]));
        free(values);
    }
    free(names);
}

void NatsMessageReader::append(natsMsg *message, const std::optional<NatsDelivery> &delivery, Records &records)
{
    const QByteArray payload = payloadOf(message);
    const char *recorder = nullptr;
    if (natsMsgHeader_Get(message, natsRecorderHeader, &recorder) == NATS_OK) {
        if (std::optional<RecordLine> line = m_lines.read(payload)) {
            records.push_back(forwarded(*std::move(line), validUtf8(QByteArray(recorder)), nowMicros()));
            return;
        }
    }
    const size_t at = records.size();
    addPayload(payload, QByteArray(natsMsg_GetSubject(message)), records);
    addHeaders(message);
    Record &record = records[at];
    if (delivery) {
        m_fields.add("stream.seq", qint64(delivery->seq));
        if (record.time == noTime)
            record.time = delivery->stored;
    } else if (const char *reply = natsMsg_GetReply(message)) {
        m_fields.add("reply", QByteArrayView(reply));
    }
    record.fields = m_fields.take();
}

void NatsMessageReader::appendAnswer(natsMsg *message, const QByteArray &asked, Records &records)
{
    const size_t at = records.size();
    addPayload(payloadOf(message), asked, records);
    addHeaders(message);
    m_fields.add("answer", qint64(1));
    records[at].fields = m_fields.take();
}

} // namespace livebelt
