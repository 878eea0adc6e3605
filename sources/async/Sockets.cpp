// SPDX-License-Identifier: MIT
#include "sources/async/Sockets.h"

#include "sources/async/Event.h"
#include "sources/async/Signals.h"

#include <QPointer>

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
    bool isGone() const { return !m_socket; }

private:
    QPointer<QAbstractSocket> m_socket;
    bool m_succeeded = false;
};

} // namespace

Task<void> connectTo(QAbstractSocket *socket, QString host, quint16 port)
{
    Event changed;
    bool failed = false;
    const ScopedConnection connected = QObject::connect(socket, &QAbstractSocket::connected, [&] { changed.set(); });
    const ScopedConnection error = QObject::connect(socket, &QAbstractSocket::errorOccurred, [&] {
        failed = true;
        changed.set();
    });
    const ScopedConnection gone = QObject::connect(socket, &QObject::destroyed, [&] { changed.set(); });
    Attempt attempt(socket);
    socket->connectToHost(host, port);
    while (!attempt.isGone() && !failed && socket->state() != QAbstractSocket::ConnectedState)
        co_await changed.wait();
    if (attempt.isGone())
        throw SocketError(QAbstractSocket::OperationError, QStringLiteral("the socket was destroyed"));
    if (failed)
        throw SocketError(socket->error(), socket->errorString());
    attempt.succeed();
}

Task<void> connectEncrypted(QSslSocket *socket, QString host, quint16 port)
{
    Event changed;
    bool failed = false;
    QList<QSslError> tls;
    const ScopedConnection encrypted = QObject::connect(socket, &QSslSocket::encrypted, [&] { changed.set(); });
    const ScopedConnection distrusted =
        QObject::connect(socket, &QSslSocket::sslErrors, [&](const QList<QSslError> &errors) { tls = errors; });
    const ScopedConnection error = QObject::connect(socket, &QAbstractSocket::errorOccurred, [&] {
        failed = true;
        changed.set();
    });
    const ScopedConnection gone = QObject::connect(socket, &QObject::destroyed, [&] { changed.set(); });
    Attempt attempt(socket);
    socket->connectToHostEncrypted(host, port);
    while (!attempt.isGone() && !failed && !socket->isEncrypted())
        co_await changed.wait();
    if (attempt.isGone())
        throw SocketError(QAbstractSocket::OperationError, QStringLiteral("the socket was destroyed"));
    if (failed)
        throw SocketError(socket->error(), socket->errorString(), tls);
    attempt.succeed();
}

} // namespace livebelt::async
