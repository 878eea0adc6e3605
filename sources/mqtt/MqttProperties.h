// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"

#include <QtGlobal>

struct mqtt5__property; // NOLINT(bugprone-reserved-identifier): the library's name

namespace livebelt {

/// Properties of a packet that is sent (MQTT 5, section 2.2.2). Owns the list.
class MqttProperties
{
public:
    MqttProperties() = default;
    ~MqttProperties();
    MqttProperties(const MqttProperties &) = delete;
    MqttProperties &operator=(const MqttProperties &) = delete;

    /// One with a value of four bytes.
    void add(int identifier, quint32 value);
    const mqtt5__property *list() const { return m_list; }

private:
    mqtt5__property *m_list = nullptr;
};

/// Those of a message that came (MQTT 5, section 3.3.2.3): contentType, responseTopic, correlationData (as text, or in
/// hexadecimal with 0x before it where it is no UTF-8), payloadFormat ("utf-8", or nothing), expiresIn in seconds,
/// subscriptionId, user.NAME.
void addFields(FieldsBuilder &fields, const mqtt5__property *properties);

} // namespace livebelt
