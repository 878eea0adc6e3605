// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttMessage.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/mqtt/MqttProperties.h"
#include "sources/parse/Quantity.h"

#include <mosquitto.h>

namespace livebelt {

namespace {

constexpr qsizetype excerptOfBinary = 4096;

void addQuality(FieldsBuilder &fields, int qos, bool retained)
{
    fields.add("qos", qint64(qos));
    if (retained)
        fields.add("retain", qint64(1));
}

} // namespace

MqttMessageReader::MqttMessageReader(bool splitsNumbers) : m_splits(splitsNumbers)
{
    for (int i = 0; i < int(m_plainFields.size()); ++i) {
        FieldsBuilder fields;
        addQuality(fields, i / 2, i % 2);
        m_plainFields[size_t(i)] = fields.take();
    }
}

void MqttMessageReader::append(const mosquitto_message &message, const mosquitto_property *properties, Records &records)
{
    const QByteArrayView payload(static_cast<const char *>(message.payload), message.payloadlen);
    Record record;
    record.received = nowMicros();
    record.subject = validUtf8(QByteArray(message.topic));
    if (isValidUtf8(payload)) {
        record.text = payload.toByteArray();
    } else {
        record.raw = payload.toByteArray();
        record.text = validUtf8(payload.first(qMin(payload.size(), excerptOfBinary)).toByteArray());
    }

    const JsonNumbers::Number *own = nullptr; // the number that is the message's own
    std::optional<Quantity> quantity = plainQuantity(payload);
    const bool isObject = !quantity && m_json.read(payload);
    if (quantity) {
        record.kind = RecordKind::Measurement;
        record.value = quantity->value;
        record.unit = std::move(quantity->unit);
    } else if (isObject) {
        for (const JsonNumbers::Number &number : m_json.numbers()) {
            if (m_json.numbers().size() == 1 || number.key == "value")
                own = &number;
        }
        if (own) {
            record.kind = RecordKind::Measurement;
            record.value = own->value;
            record.unit = m_json.unit();
        }
    }
    record.fields = messageFields(message, properties, isObject && m_splits ? m_json.furtherCount() : 0);
    records.push_back(std::move(record));
    if (!isObject || !m_splits)
        return;
    const size_t at = records.size() - 1;
    for (const JsonNumbers::Number &number : m_json.numbers()) {
        if (&number != own)
            appendSplit(number, records[at], records);
    }
}

QByteArray MqttMessageReader::messageFields(const mosquitto_message &message, const mosquitto_property *properties,
                                            qint64 unsplit) const
{
    const int qos = qBound(0, message.qos, 2);
    if (!properties && unsplit == 0)
        return m_plainFields[size_t(qos) * 2 + (message.retain ? 1 : 0)];
    FieldsBuilder fields;
    addQuality(fields, qos, message.retain);
    if (unsplit > 0)
        fields.add("unsplit", unsplit);
    addFields(fields, properties);
    return fields.take();
}

void MqttMessageReader::appendSplit(const JsonNumbers::Number &number, const Record &message, Records &records) const
{
    Record record;
    record.kind = RecordKind::Measurement;
    record.received = message.received;
    record.subject = message.subject + '/' + number.key;
    record.value = number.value;
    record.text = shortestNumber(number.value);
    FieldsBuilder fields;
    fields.add("of", message.subject);
    record.fields = fields.take();
    records.push_back(std::move(record));
}

} // namespace livebelt
