// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttEnding.h"

#include "sources/async/io/Sockets.h"
#include "sources/feed/ConnectionLog.h"

#include <cerrno>
#include <cstring>
#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <system_error>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QAbstractSocket::SocketError socketError(int systemError)
{
    switch (systemError) {
    case ECONNREFUSED:
        return QAbstractSocket::ConnectionRefusedError;
    case ETIMEDOUT:
        return QAbstractSocket::SocketTimeoutError;
    case ECONNRESET:
    case EPIPE:
        return QAbstractSocket::RemoteHostClosedError;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EADDRNOTAVAIL:
        return QAbstractSocket::NetworkError;
    default:
        return QAbstractSocket::UnknownSocketError;
    }
}

QString problem(QAbstractSocket::SocketError code, const QString &text, const MqttAddress &address)
{
    return connectionProblem(async::SocketError(code, text), address.host, address.port);
}

} // namespace

MqttEnding MqttEnding::unreached(int systemError, const MqttAddress &address)
{
    MqttEnding ending;
    ending.why = problem(socketError(systemError), QString::fromStdString(std::generic_category().message(systemError)),
                         address);
    ending.isUnreached = true;
    return ending;
}

MqttEnding MqttEnding::timedOut(const MqttAddress &address, bool isReached)
{
    MqttEnding ending;
    ending.isUnreached = !isReached;
    ending.why = isReached
                     ? u"%1 accepts connections on port %2 but does not answer as a broker: is the port right, and is "
                       "TLS (mqtts) on or off as it has to be?"_s.arg(address.host)
                           .arg(address.port)
                     : problem(QAbstractSocket::SocketTimeoutError, {}, address);
    return ending;
}

MqttEnding MqttEnding::refused(int code, const MqttAddress &address, const QString &user)
{
    MqttEnding ending;
    ending.isHopeless = true;
    switch (code) {
    case CONNACK_REFUSED_BAD_USERNAME_PASSWORD:
    case CONNACK_REFUSED_NOT_AUTHORIZED:
    case MQTT_RC_BAD_USERNAME_OR_PASSWORD:
    case MQTT_RC_NOT_AUTHORIZED:
        ending.why = user.isEmpty()
                         ? u"%1 wants a user name and a password: give the user in the address (mqtt://user@%2/...) "
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
        ending.isHopeless = false; // busy, shutting down, moved: it may have changed its mind next time
    }
    const char *reason = code >= 0x80 ? mosquitto_reason_string(code) : mosquitto_connack_string(code);
    ending.why = u"%1 refused the connection: %2"_s.arg(address.where(), QString::fromLatin1(reason));
    return ending;
}

MqttEnding MqttEnding::lost(int code, int systemError, const MqttAddress &address, const QList<QSslError> &tls)
{
    MqttEnding ending;
    if (!tls.isEmpty()) {
        const async::SocketError error(QAbstractSocket::SslHandshakeFailedError, {}, tls);
        ending.why = connectionProblem(error, address.host, address.port);
        ending.isHopeless = livebelt::isHopeless(error);
        return ending;
    }
    switch (code) {
    case MOSQ_ERR_SUCCESS:
    case MOSQ_ERR_CONN_LOST:
        ending.why = problem(QAbstractSocket::RemoteHostClosedError, {}, address);
        break;
    case MOSQ_ERR_KEEPALIVE:
        ending.why = u"%1 does not answer any more"_s.arg(address.where());
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
    case MOSQ_ERR_ERRNO:
        // A TLS peer's complaint arrives as EPROTO; so does anything that is no TLS.
        ending.why = systemError == EPROTO
                         ? problem(QAbstractSocket::SslHandshakeFailedError, u"the handshake failed"_s, address)
                         : problem(socketError(systemError),
                                   QString::fromStdString(std::generic_category().message(systemError)), address);
        break;
    case MOSQ_ERR_TLS:
        ending.why = problem(QAbstractSocket::SslHandshakeFailedError, u"the handshake failed"_s, address);
        break;
    case MQTT_RC_SESSION_TAKEN_OVER:
        ending.why =
            u"Another program connected to %1 with the same client identifier: give each its own with ?clientid="_s.arg(
                address.where());
        ending.isHopeless = true;
        break;
    default:
        ending.why = u"%1 ended the connection: %2"_s.arg(
            address.where(),
            QString::fromLatin1(code >= 0x80 ? mosquitto_reason_string(code) : mosquitto_strerror(code)));
    }
    return ending;
}

MqttEnding MqttEnding::unsubscribed(int code, const MqttAddress &address)
{
    MqttEnding ending;
    ending.why = subscriptionRefusal(code, address.filters.constFirst(), address);
    ending.isHopeless = true;
    return ending;
}

QString subscriptionRefusal(int code, const QByteArray &filter, const MqttAddress &address)
{
    const bool saysWhy = code > 0x80; // MQTT 3.1.1 knows 0x80, "failure", alone
    return u"%1 refused the subscription to “%2”%3: is this user allowed to read it?"_s.arg(
        address.where(), QString::fromUtf8(filter),
        saysWhy ? u" (%1)"_s.arg(QString::fromLatin1(mosquitto_reason_string(code))) : QString());
}

} // namespace livebelt
