// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcTransport.h"

#include <QTcpSocket>

namespace livebelt {

/// A link over TCP, with or without TLS.
class TcpTransport final : public IrcTransport
{
public:
    explicit TcpTransport(const IrcTarget &target);

    void useTls(const QSslConfiguration &configuration) override;
    async::Task<void> open() override;
    void abort() override { m_socket->abort(); }
    qintptr descriptor() const override { return m_socket->socketDescriptor(); }
    QIODevice *device() override { return m_socket.get(); }
    void send(const QByteArray &bytes) override { m_socket->write(bytes); }
    void flush() override { m_socket->flush(); }
    bool isReached() const override { return m_socket->state() == QAbstractSocket::ConnectedState; }
    bool isOpen() const override;
    bool hasUnread() const override;
    async::SocketError error() const override { return {m_socket->error(), m_socket->errorString()}; }

private:
    QString m_host;
    quint16 m_port;
    async::PeerCheck m_check;
    std::unique_ptr<QTcpSocket> m_socket;
    QSslSocket *m_tls = nullptr; ///< the same, where it is one
};

} // namespace livebelt
