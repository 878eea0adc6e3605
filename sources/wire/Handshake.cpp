// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/Handshake.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QByteArray makeKey()
{
    std::array<quint32, 4> nonce{};
    QRandomGenerator::system()->generate(nonce.begin(), nonce.end());
    return QByteArray(reinterpret_cast<const char *>(nonce.data()), sizeof nonce).toBase64();
}

QByteArray hostOf(const WebSocketRequest &request)
{
    QByteArray host = request.url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    const quint16 usual = request.isSecure() ? 443 : 80;
    return request.port == usual ? host : host + ':' + QByteArray::number(request.port);
}

} // namespace

QString WebSocketRequest::where() const
{
    return (url.host().contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(url.host()).arg(port);
}

QByteArray acceptOf(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
}

Handshake::Handshake(const WebSocketRequest &request) : m_request(request), m_key(makeKey()) {}

QByteArray Handshake::bytes() const
{
    QByteArray target = m_request.url.path(QUrl::FullyEncoded).toLatin1();
    if (!target.startsWith('/'))
        target.prepend('/');
    if (m_request.url.hasQuery())
        target += '?' + m_request.url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray bytes = "GET " + target + " HTTP/1.1\r\nHost: " + hostOf(m_request) +
                       "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + m_key +
                       "\r\nSec-WebSocket-Version: 13\r\n";
    const auto add = [&bytes](const QByteArray &name, const QByteArray &value) {
        bytes += name + ": " + value + "\r\n";
    };
    if (!m_request.origin.isEmpty())
        add("Origin", m_request.origin.toUtf8());
    if (!m_request.subprotocols.isEmpty())
        add("Sec-WebSocket-Protocol", m_request.subprotocols.join(u", "_s).toUtf8());
    if (m_request.compresses)
        add("Sec-WebSocket-Extensions", DeflateTerms::offer());
    bool namesItself = false;
    for (const auto &[name, value] : m_request.headers) {
        add(name, value);
        namesItself = namesItself || name.compare("User-Agent", Qt::CaseInsensitive) == 0;
    }
    if (!namesItself)
        add("User-Agent", "Livebelt");
    return bytes + "\r\n";
}

std::optional<Ending> Handshake::check(const HttpHead &answer)
{
    const QString host = m_request.url.host();
    const auto refusal = [&host](const QString &what) {
        return Ending{Ending::Kind::Refused,
                      u"%1 does not answer as a WebSocket: %2: check the address"_s.arg(host, what)};
    };
    if (answer.minorVersion < 1)
        return refusal(u"it answers in HTTP/1.0"_s);
    if (!answer.hasToken("Upgrade", "websocket"))
        return refusal(u"its answer has no “Upgrade: websocket”"_s);
    if (!answer.hasToken("Connection", "upgrade"))
        return refusal(u"its answer has no “Connection: Upgrade”"_s);
    if (answer.value("Sec-WebSocket-Accept") != acceptOf(m_key))
        return refusal(u"its Sec-WebSocket-Accept is not what the request calls for (does a cache stand between?)"_s);
    m_subprotocol = QString::fromUtf8(answer.value("Sec-WebSocket-Protocol"));
    if (answer.count("Sec-WebSocket-Protocol") > 0 && !m_request.subprotocols.contains(m_subprotocol)) {
        return Ending{Ending::Kind::Refused,
                      u"%1 speaks the subprotocol “%2”, which was not asked for: check subprotocol="_s.arg(
                          host, m_subprotocol.left(100))};
    }
    QString problem;
    if (!DeflateTerms::parse(answer.value("Sec-WebSocket-Extensions"), m_request.compresses, m_deflate, problem))
        return refusal(problem);
    return std::nullopt;
}

} // namespace livebelt
