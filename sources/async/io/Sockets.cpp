// SPDX-License-Identifier: MIT
#include <livebelt/async/io/Sockets.h>

#include <livebelt/async/Event.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/io/KeepAlive.h>
#include <livebelt/async/io/PeerTrust.h>

#include <QPointer>
#include <QSslConfiguration>

namespace livebelt::async {

namespace {

/// Aborts an attempt whose waiter is gone.
class Attempt
{
public:
    explicit Attempt(QAbstractSocket *socket) : m_socket(socket) {}
    Attempt(const Attempt &) = delete;
    Attempt &operator=(const Attempt &) = delete;
    ~Attempt()
    {
        if (m_socket && !m_succeeded)
            m_socket->abort();
    }
    void succeed() { m_succeeded = true; }

private:
    QPointer<QAbstractSocket> m_socket;
    bool m_succeeded = false;
};

Task<void> connected(QPointer<QAbstractSocket> socket, QString host, quint16 port, bool isEncrypted, PeerCheck check)
{
    if (!socket)
        throw SocketError(QAbstractSocket::OperationError, QStringLiteral("the socket was destroyed"));
    Event changed;
    bool succeeded = false;
    bool failed = false;
    QList<QSslError> tls;
    const auto succeed = [&] {
        succeeded = true;
        changed.set();
    };
    const auto fail = [&] {
        failed = true;
        changed.set();
    };
    // abort(), called by somebody else, is no error to Qt, but a change of state.
    const auto watchState = [&](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            fail();
    };
    const ScopedConnection error = QObject::connect(socket.data(), &QAbstractSocket::errorOccurred, fail);
    const ScopedConnection state = QObject::connect(socket.data(), &QAbstractSocket::stateChanged, watchState);
    const ScopedConnection gone = QObject::connect(socket.data(), &QObject::destroyed, fail);
    ScopedConnection connection;
    ScopedConnection distrusted;
    Attempt attempt(socket);
    if (isEncrypted) {
        auto *secure = static_cast<QSslSocket *>(socket.data());
        const auto judge = [&tls, secure](const QList<QSslError> &errors) {
            tls = seriousErrors(errors, *secure);
            if (tls.isEmpty())
                secure->ignoreSslErrors(errors);
        };
        const auto look = [&, secure] {
            tls = check ? check(*secure) : QList<QSslError>();
            if (tls.isEmpty())
                succeed();
            else
                fail();
        };
        QSslConfiguration configuration = secure->sslConfiguration();
        configuration.setOcspStaplingEnabled(true);
        secure->setSslConfiguration(configuration);
        connection = QObject::connect(secure, &QSslSocket::encrypted, look);
        distrusted = QObject::connect(secure, &QSslSocket::sslErrors, judge);
        secure->connectToHostEncrypted(host, port);
    } else {
        connection = QObject::connect(socket.data(), &QAbstractSocket::connected, succeed);
        socket->connectToHost(host, port);
    }
    while (!succeeded && !failed)
        co_await changed.wait();
    if (!socket)
        throw SocketError(QAbstractSocket::OperationError, QStringLiteral("the socket was destroyed"));
    // Whoever connects, says something and leaves at once has connected: what it said can be read.
    if (succeeded) {
        attempt.succeed();
        keepAlive(socket->socketDescriptor());
    } else if (!tls.isEmpty()) {
        throw SocketError(QAbstractSocket::SslHandshakeFailedError, tls.constFirst().errorString(), tls);
    } else if (socket->error() == QAbstractSocket::UnknownSocketError) {
        throw SocketError(QAbstractSocket::OperationError, QStringLiteral("the attempt was given up"));
    } else {
        throw SocketError(socket->error(), socket->errorString());
    }
}

} // namespace

Task<void> connectTo(QAbstractSocket *socket, QString host, quint16 port)
{
    return connected(socket, std::move(host), port, false, {});
}

Task<void> connectEncrypted(QSslSocket *socket, QString host, quint16 port)
{
    return connected(socket, std::move(host), port, true, {});
}

Task<void> connectEncrypted(QSslSocket *socket, QString host, quint16 port, PeerCheck check)
{
    return connected(socket, std::move(host), port, true, std::move(check));
}

} // namespace livebelt::async
