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

MqttMessageReader::MqttMessageReader(const ParserOptions &options) : m_reader(options)
{
    for (int i = 0; i < int(m_plainFields.size()); ++i) {
        addQuality(m_fields, i / 2, i % 2);
        m_plainFields[size_t(i)] = m_fields.take();
    }
}

void MqttMessageReader::append(const mosquitto_message &message, const mosquitto_property *properties, Records &records)
{
    const size_t at = records.size();
    m_reader.read(QByteArray(static_cast<const char *>(message.payload), message.payloadlen), nowMicros(), records);
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
