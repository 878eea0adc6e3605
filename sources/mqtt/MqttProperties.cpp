// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttProperties.h"

#include "model/records/Record.h"

#include <cstdlib>
#include <memory>
#include <mosquitto.h>
#include <mqtt_protocol.h>

namespace livebelt {

namespace {

struct Free
{
    void operator()(void *memory) const { std::free(memory); }
};
using OwnedText = std::unique_ptr<char, Free>;

void addText(FieldsBuilder &fields, QByteArrayView name, const mosquitto_property *properties, int identifier)
{
    char *text = nullptr;
    if (mosquitto_property_read_string(properties, identifier, &text, false))
        fields.add(name, QByteArrayView(OwnedText(text).get()));
}

void addCorrelation(FieldsBuilder &fields, const mosquitto_property *properties)
{
    void *data = nullptr;
    quint16 size = 0;
    if (!mosquitto_property_read_binary(properties, MQTT_PROP_CORRELATION_DATA, &data, &size, false))
        return;
    const std::unique_ptr<void, Free> owned(data);
    const QByteArray bytes(static_cast<const char *>(data), size);
    fields.add("correlationData", isValidUtf8(bytes) ? bytes : "0x" + bytes.toHex());
}

void addNumbers(FieldsBuilder &fields, const mosquitto_property *properties)
{
    quint8 isText = 0;
    if (mosquitto_property_read_byte(properties, MQTT_PROP_PAYLOAD_FORMAT_INDICATOR, &isText, false) && isText)
        fields.add("payloadFormat", QByteArrayView("utf-8"));
    quint32 number = 0;
    if (mosquitto_property_read_int32(properties, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, &number, false))
        fields.add("expiresIn", qint64(number));
    if (mosquitto_property_read_varint(properties, MQTT_PROP_SUBSCRIPTION_IDENTIFIER, &number, false))
        fields.add("subscriptionId", qint64(number));
}

void addUserProperties(FieldsBuilder &fields, const mosquitto_property *properties)
{
    char *name = nullptr, *value = nullptr;
    while (
        (properties = mosquitto_property_read_string_pair(properties, MQTT_PROP_USER_PROPERTY, &name, &value, false))) {
        const OwnedText ownedName(name), ownedValue(value);
        fields.add(QByteArray("user.") + name, QByteArrayView(value));
        properties = mosquitto_property_next(properties);
    }
}

} // namespace

MqttProperties::~MqttProperties()
{
    mosquitto_property_free_all(&m_list);
}

void MqttProperties::add(int identifier, quint32 value)
{
    mosquitto_property_add_int32(&m_list, identifier, value);
}

void addFields(FieldsBuilder &fields, const mosquitto_property *properties)
{
    if (!properties)
        return;
    addText(fields, "contentType", properties, MQTT_PROP_CONTENT_TYPE);
    addText(fields, "responseTopic", properties, MQTT_PROP_RESPONSE_TOPIC);
    addCorrelation(fields, properties);
    addNumbers(fields, properties);
    addUserProperties(fields, properties);
}

} // namespace livebelt
