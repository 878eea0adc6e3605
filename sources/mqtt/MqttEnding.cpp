// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttEnding.h"

#include "model/records/Sentence.h"
#include "sources/feed/ConnectionLog.h"
#include "sources/mqtt/MqttClient.h"
#include <livebelt/async/io/Sockets.h>

#include <mosquitto.h>
#include <mqtt_protocol.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return withoutFullStop(QString::fromLatin1(text));
}

} // namespace

Ending MqttEnding::timedOut(const MqttAddress &address, bool isReached)
{
    Ending ending;
    ending.why = isReached
                     ? u"%1 accepts connections on port %2 but does not answer as a broker: is the port right, and is "
                       "TLS (mqtts) on or off as it has to be?"_s.arg(address.host)
                           .arg(address.port)
                     : connectionProblem(async::SocketError(QAbstractSocket::SocketTimeoutError, {}), address.host,
                                         address.port);
    return ending;
}

Ending MqttEnding::refused(int code, const MqttAddress &address, const QString &user)
{
    Ending ending;
    ending.kind = Ending::Kind::Refused;
    switch (code) {
    case CONNACK_REFUSED_BAD_USERNAME_PASSWORD:
    case CONNACK_REFUSED_NOT_AUTHORIZED:
    case MQTT_RC_BAD_USERNAME_OR_PASSWORD:
    case MQTT_RC_NOT_AUTHORIZED:
        ending.wantsPassword = true;
        ending.why = user.isEmpty()
                         ? u"%1 wants a user name and a password: give the user in the address (mqtt://user@%2/…) "
                           u"and the password "
                           "when asked for it"_s.arg(address.where(), address.host)
                         : u"%1 refused the user name “%2” or the password: check both"_s.arg(address.where(), user);
        return ending;
    case CONNACK_REFUSED_PROTOCOL_VERSION:
    case MQTT_RC_UNSUPPORTED_PROTOCOL_VERSION:
        ending.why = address.version == MqttAddress::Version::V5
                         ? u"%1 does not speak MQTT 5: leave out version=5"_s.arg(address.where())
                         : u"%1 does not speak MQTT 3.1.1: try version=5"_s.arg(address.where());
        return ending;
    case CONNACK_REFUSED_IDENTIFIER_REJECTED:
    case MQTT_RC_CLIENTID_NOT_VALID:
        ending.why =
            u"%1 does not accept the client identifier: give another one with ?clientid="_s.arg(address.where());
        return ending;
    case MQTT_RC_BANNED:
    case MQTT_RC_BAD_AUTHENTICATION_METHOD:
        break;
    default:
        ending.kind = Ending::Kind::Lost; // busy, shutting down, moved: it may have changed its mind next time
    }
    const char *reason = code >= 0x80 ? mosquitto_reason_string(code) : mosquitto_connack_string(code);
    ending.why = u"%1 refused the connection: %2"_s.arg(address.where(), words(reason));
    return ending;
}

Ending MqttEnding::lost(int code, const MqttAddress &address)
{
    Ending ending;
    switch (code) {
    case MOSQ_ERR_SUCCESS:
    case MOSQ_ERR_CONN_LOST:
        ending.why = connectionProblem(async::SocketError(QAbstractSocket::RemoteHostClosedError, {}), address.host,
                                       address.port);
        break;
    case MOSQ_ERR_KEEPALIVE:
        ending.why = u"%1 does not answer any more"_s.arg(address.where());
        ending.silence = 2 * MqttClient::keepAlive;
        break;
    case MOSQ_ERR_PROTOCOL:
    case MOSQ_ERR_MALFORMED_PACKET:
    case MOSQ_ERR_MALFORMED_UTF8:
        ending.why = u"%1 sent what is not MQTT: is the port right?"_s.arg(address.where());
        break;
    case MOSQ_ERR_OVERSIZE_PACKET:
    case MOSQ_ERR_NOMEM:
        ending.why = u"%1 sent a message that is too large for this computer's memory"_s.arg(address.where());
        break;
    case MQTT_RC_SESSION_TAKEN_OVER:
        ending.why =
            u"Another program connected to %1 with the same client identifier: give each its own with ?clientid="_s.arg(
                address.where());
        ending.kind = Ending::Kind::Refused;
        break;
    default:
        ending.why = u"%1 ended the connection: %2"_s.arg(
            address.where(), words(code >= 0x80 ? mosquitto_reason_string(code) : mosquitto_strerror(code)));
    }
    return ending;
}

Ending MqttEnding::unsubscribed(int code, const MqttAddress &address)
{
    Ending ending;
    ending.why = subscriptionRefusal(code, address.filters.constFirst(), address);
    ending.kind = Ending::Kind::Refused;
    return ending;
}

QString subscriptionRefusal(int code, QByteArrayView filter, const MqttAddress &address)
{
    const bool saysWhy = code > 0x80; // MQTT 3.1.1 knows 0x80, "failure", alone
    return u"%1 refused the subscription to “%2”%3: is this user allowed to read it?"_s.arg(
        address.where(), QString::fromUtf8(withoutShare(filter)),
        saysWhy ? u" (%1)"_s.arg(words(mosquitto_reason_string(code))) : QString());
}

QString publishRefusal(int code, const QByteArray &topic, const MqttAddress &address)
{
    return u"%1 did not take the message to “%2” (%3): is this user allowed to write there?"_s.arg(
        address.where(), QString::fromUtf8(topic), words(mosquitto_reason_string(code)));
}

} // namespace livebelt
