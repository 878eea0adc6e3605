// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttHandle.h"

#include <mosquitto.h>
#include <mqtt_protocol.h>

namespace livebelt {

void MqttHandleEnd::operator()(mosquitto *handle) const
{
    mosquitto_destroy(handle);
}

namespace {
/// How many messages of QoS 1 and 2 may wait for the disk (MQTT 5, section 3.1.2.11.3).
constexpr int mostUnacknowledged = 1000;
} // namespace

MqttHandle makeHandle(const MqttAddress &address, const Credentials &credentials, void *client)
{
    MqttHandle owned(mosquitto_new(address.clientId.isEmpty() ? nullptr : address.clientId.constData(),
                                   !address.keepsSession, client));
    mosquitto *handle = owned.get();
    if (!handle)
        return owned;
    mosquitto_int_option(handle, MOSQ_OPT_PROTOCOL_VERSION,
                         address.version == MqttAddress::Version::V5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311);
    mosquitto_int_option(handle, MOSQ_OPT_RECEIVE_MAXIMUM, mostUnacknowledged);
    if (!credentials.user.isEmpty() || !credentials.password.isEmpty())
        mosquitto_username_pw_set(handle, credentials.user.toUtf8().constData(),
                                  credentials.password.toUtf8().constData());
    if (const MqttWill &will = address.will; !will.topic.isEmpty())
        mosquitto_will_set(handle, will.topic.constData(), int(will.payload.size()), will.payload.constData(), will.qos,
                           will.isRetained);
    return owned;
}

} // namespace livebelt
