// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/TcpConnection.h"

#include "sources/feed/Deadline.h"
#include <livebelt/async/Scope.h>

#include <QSslSocket>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
/// For connecting and the TLS handshake together.
constexpr std::chrono::seconds patience{30};
/// More than this waits in the kernel, and TCP slows the server.
constexpr qint64 readBuffer = 256 * 1024;
} // namespace

QString tlsRefusal(int alert, const QString &host)
{
    switch (alert) {
    case 40:  // handshake_failure, which TLS 1.2 says for want of a certificate
    case 116: // certificate_required
        return u"%1 refused the connection: it probably wants a client certificate; name one with ?cert= and ?key="_s
            .arg(host);
    case 42: // bad_certificate
    case 43: // unsupported_certificate
    case 46: // certificate_unknown
    case 48: // unknown_ca
    case 49: // access_denied
        return u"%1 does not accept your client certificate: give ?cert= one that an authority it trusts has signed"_s
            .arg(host);
    case 44: // certificate_revoked
    case 45: // certificate_expired
        return u"%1 does not accept your client certificate, which has expired or was revoked: renew it"_s.arg(host);
    default:
        return {};
    }
}

TcpConnection::TcpConnection(const TcpAddress &address, ConnectionLog &log)
    : StreamConnection(address.items, log), m_address(address)
{
    if (address.tls)
        m_socket = std::make_unique<QSslSocket>();
    else
        m_socket = std::make_unique<QTcpSocket>();
    m_socket->setReadBufferSize(readBuffer);
}

bool TcpConnection::prepareTls()
{
    const Result<QSslConfiguration> configuration = m_address.network.tls();
    auto *socket = static_cast<QSslSocket *>(m_socket.get());
    QObject::connect(socket, &QSslSocket::alertReceived, socket, [this](QSsl::AlertLevel level, QSsl::AlertType type) {
        if (level == QSsl::AlertLevel::Fatal)
            m_alert = int(type);
    });
    if (configuration)
        socket->setSslConfiguration(*configuration);
    else
        fail(Ending::Kind::Refused, configuration.error());
    return bool(configuration);
}

async::Task<bool> TcpConnection::open()
{
    if (m_address.tls && !prepareTls())
        co_return false;
    m_socket->setProxy(m_address.network.proxyFor(m_address.host, m_address.port));
    bool isLate = false;
    async::Scope timer;
    const std::function<void()> giveUp = [this, &isLate] {
        isLate = true;
        m_socket->abort();
    };
    timer.spawn(deadline(patience, giveUp));
    const async::PeerCheck check = m_address.network.peerCheck();
    try {
        if (m_address.tls)
            co_await async::connectEncrypted(static_cast<QSslSocket *>(m_socket.get()), m_address.host, m_address.port,
                                             check);
        else
            co_await async::connectTo(m_socket.get(), m_address.host, m_address.port);
        co_return true;
    } catch (const async::SocketError &error) {
        const QString refusal = m_address.tls ? tlsRefusal(m_alert, m_address.host) : QString();
        if (isLate)
            fail(Ending::Kind::Lost,
                 u"%1 does not answer on port %2: check the address and the network"_s.arg(m_address.host)
                     .arg(m_address.port));
        else if (!refusal.isEmpty())
            fail(Ending::Kind::Refused, refusal);
        else
            fail(isHopeless(error) ? Ending::Kind::Refused : Ending::Kind::Lost,
                 connectionProblem(error, m_address.host, m_address.port));
    }
    co_return false;
}

void TcpConnection::drop()
{
    if (m_socket->bytesToWrite() > 0) // a person has just sent it
        m_socket->flush();
    m_socket->abort();
}

Ending TcpConnection::lost() const
{
    // With TLS 1.3 the other side looks at our certificate after the handshake.
    const QString refusal = m_address.tls ? tlsRefusal(m_alert, m_address.host) : QString();
    if (!refusal.isEmpty())
        return {Ending::Kind::Refused, refusal};
    if (m_socket->error() == QAbstractSocket::UnknownSocketError)
        return {Ending::Kind::Lost, u"The connection to %1 was lost"_s.arg(m_address.where())};
    const async::SocketError error(m_socket->error(), m_socket->errorString());
    return {Ending::Kind::Lost, connectionProblem(error, m_address.host, m_address.port), {}, silenceOf(error)};
}

} // namespace livebelt
