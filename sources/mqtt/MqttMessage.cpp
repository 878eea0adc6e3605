// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttMessage.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/mqtt/MqttProperties.h"

#include <mosquitto.h>

namespace livebelt {

namespace {

void addQuality(FieldsBuilder &fields, int qos, bool retained)
{
    fields.add("qos", qint64(qos));
    if (retained)
        fields.add("retain", qint64(1));
}

} // namespace

MqttMessageReader::MqttMessageReader(const ParserOptions &options)

    : m_reader(options)
    , m_metrics(options)
    , m_packing(options.packing)
    , m_isAuto(options.format == QLatin1String("auto"))
    , m_isSparkplug(options.format == QLatin1String("sparkplug"))
{
    for (int i = 0; i < int(m_plainFields.size()); ++i) {
        addQuality(m_fields, i / 2, i % 2);
        m_plainFields[size_t(i)] = m_fields.take();
    }
}

/// Its text is the payload as JSON.
bool MqttMessageReader::readSparkplug(QByteArrayView topic, const QByteArray &payload, qint64 received,
                                      Records &records)
{
    const Result<QByteArray> unpacked = unpackedPayload(m_packing, payload);
    if (!unpacked)
        return false;
    const std::optional<QByteArray> json = m_sparkplug.toJson(topic, *unpacked);
    m_metrics.clear();
    if (!json || !m_json.read(*json, m_metrics))
        return false;
    m_metrics.setText(*json);
    m_metrics.make(payload, received, records);
    return true;
}

void MqttMessageReader::read(QByteArrayView topic, const QByteArray &payload, qint64 received, Records &records)
{
    const bool mayBeSparkplug = m_isSparkplug || (m_isAuto && isSparkplugTopic(topic));
    if (!(mayBeSparkplug && readSparkplug(topic, payload, received, records)))
        m_reader.read(payload, received, records);
}

void MqttMessageReader::append(const mosquitto_message &message, const mosquitto_property *properties, Records &records)
{
    const size_t at = records.size();
    const QByteArray payload(static_cast<const char *>(message.payload), message.payloadlen);
    read(message.topic, payload, nowMicros(), records);
    Record &record = records[at];
    record.subject = validUtf8(QByteArray(message.topic));
    const int qos = qBound(0, message.qos, 2);
    if (!properties && record.fields.isEmpty()) {
        record.fields = m_plainFields[size_t(qos) * 2 + (message.retain ? 1 : 0)];
        return;
    }
    m_fields.begin(record.fields);
    addQuality(m_fields, qos, message.retain);
    addFields(m_fields, properties);
    record.fields = m_fields.take();
}

} // namespace livebelt
