// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

namespace livebelt::test {

/// A proxy for HTTP CONNECT (RFC 9110, section 9.3.6) and SOCKS 5 (RFC 1928), as little of it as a test needs.
class Proxy : public QObject
{
public:
    Proxy();
    quint16 port() const { return m_server.serverPort(); }
    /// "host:port" of what was asked for, in order.
    const QStringList &asked() const { return m_asked; }

private:
    void take();
    void read(QTcpSocket *client);
    void connectTo(QTcpSocket *client, const QString &host, quint16 port, const QByteArray &answer);

    QTcpServer m_server;
    QStringList m_asked;
};

} // namespace livebelt::test
