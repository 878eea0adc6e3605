// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/Handshake.h"

#include <QRegularExpression>
#include <QWebSocket>

namespace livebelt {

using namespace Qt::StringLiterals;

QNetworkRequest handshakeRequest(const WebSocketAddress &address)
{
    QNetworkRequest request(address.url);
    request.setRawHeader("User-Agent", "Livebelt");
    for (const auto &[name, value] : address.headers)
        request.setRawHeader(name, value);
    return request;
}

QWebSocketHandshakeOptions handshakeOptions(const WebSocketAddress &address)
{
    QWebSocketHandshakeOptions options;
    options.setSubprotocols(address.subprotocols);
    return options;
}

Ending statusProblem(int status, const QString &host)
{
    using Kind = Ending::Kind;
    switch (status) {
    case 401:
        return {Kind::Refused, u"%1 wants to know who connects (401): enter the password or token (auth= says how it "
                               "is sent)"_s.arg(host)};
    case 403:
        return {Kind::Refused, u"%1 refuses access (403): check the password or token, and whether it wants an origin= "
                               "of its own"_s.arg(host)};
    case 404:
    case 410:
        return {Kind::Refused, u"There is nothing at this path on %1 (%2): check the address"_s.arg(host).arg(status)};
    case 407:
        return {Kind::Refused, u"The proxy wants a user name and a password (407): name the user in proxy="_s};
    case 408:
    case 429:
        return {Kind::Lost, u"%1 wants to be asked less often (%2)"_s.arg(host).arg(status)};
    default:
        break;
    }
    if (status >= 200 && status < 300)
        return {Kind::Refused,
                u"%1 answers, but not as a WebSocket (%2): check the path of the address"_s.arg(host).arg(status)};
    if (status >= 300 && status < 400)
        return {Kind::Refused,
                u"%1 has moved this path elsewhere (%2): ask its operator for the new address"_s.arg(host).arg(status)};
    if (status < 500)
        return {Kind::Refused, u"%1 does not take this request (%2): check the address"_s.arg(host).arg(status)};
    return {Kind::Lost, u"%1 cannot answer at the moment (%2)"_s.arg(host).arg(status)};
}

Ending handshakeProblem(const QWebSocket &socket, const QList<QSslError> &tls, const WebSocketAddress &address)
{
    // Qt tells the status by this sentence alone.
    static const QRegularExpression status(u"http status code: (\\d{3})"_s);
    const QString text = socket.errorString();
    const QString host = address.url.host();
    if (const auto match = status.match(text); match.hasMatch())
        return statusProblem(match.captured(1).toInt(), host);
    if (text.contains(u"WebSocket"_s) || text.contains(u"handshake"_s) || text.contains(u"Accept"_s))
        return {Ending::Kind::Refused, u"%1 does not answer as a WebSocket: check the address"_s.arg(host)};
    if (socket.error() == QAbstractSocket::UnknownSocketError)
        return {Ending::Kind::Lost, u"%1 closed the connection"_s.arg(host)};
    const async::SocketError error(socket.error(), text, tls);
    return {isHopeless(error) ? Ending::Kind::Refused : Ending::Kind::Lost,
            connectionProblem(error, host, address.port)};
}

} // namespace livebelt
