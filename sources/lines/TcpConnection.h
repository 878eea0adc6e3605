// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/lines/StreamConnection.h"
#include "sources/lines/TcpAddress.h"

#include <QTcpSocket>

namespace livebelt {

/// One connection to a server over TCP, with or without TLS.
class TcpConnection final : public StreamConnection
{
public:
    TcpConnection(const TcpAddress &address, ConnectionLog &log);

private:
    async::Task<bool> open() override;
    QIODevice *device() override { return m_socket.get(); }
    qintptr descriptor() const override { return m_socket->socketDescriptor(); }
    Ending lost() const override;
    void drop() override;
    bool prepareTls();

    TcpAddress m_address;
    std::unique_ptr<QTcpSocket> m_socket;
    int m_alert = 0; ///< TLS: the fatal one the other side has sent; 0: none
};

/// What an alert by which the other side refuses us in TLS (RFC 8446 section 6.2) means, for people; empty where it is
/// none of those.
QString tlsRefusal(int alert, const QString &host);

} // namespace livebelt
