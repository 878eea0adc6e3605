// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Task.h>

#include <QAbstractSocket>
#include <QSslError>
#include <QSslSocket>
#include <functional>
#include <stdexcept>

namespace livebelt::async {

/// Why a socket could not be connected, or was cut off.
class SocketError : public std::runtime_error
{
public:
    /// tls: what was wrong with the certificate, if that was it.
    SocketError(QAbstractSocket::SocketError code, const QString &text, QList<QSslError> tls = {})
        : std::runtime_error(text.toStdString()), m_code(code), m_text(text), m_tls(std::move(tls))
    {
    }
    /// Qt's number for it.
    QAbstractSocket::SocketError code() const { return m_code; }
    const QString &text() const { return m_text; }        ///< Qt's own words
    const QList<QSslError> &tls() const { return m_tls; } ///< what was wrong with the certificate

private:
    QAbstractSocket::SocketError m_code;
    QString m_text;
    QList<QSslError> m_tls;
};

/// Connects, without blocking, and throws SocketError where that fails. The socket lives on this thread and stays the
/// caller's; destroying the waiting task aborts the attempt; abort() on the socket ends it with an OperationError. A
/// peer that falls silent afterwards is noticed (KeepAlive.h).
Task<void> connectTo(QAbstractSocket *socket, QString host, quint16 port);

/// What is wrong with the certificates that a socket's peer has shown, beside what Qt finds; called once, at the end of
/// the handshake, before anything is sent.
using PeerCheck = std::function<QList<QSslError>(const QSslSocket &socket)>;

/// The same, up to the end of the TLS handshake. Certificates are verified as the socket is configured; no error is
/// ignored but for the lack of a stapled proof that nobody asked for (PeerTrust.h).
Task<void> connectEncrypted(QSslSocket *socket, QString host, quint16 port);
Task<void> connectEncrypted(QSslSocket *socket, QString host, quint16 port, PeerCheck check);

} // namespace livebelt::async
