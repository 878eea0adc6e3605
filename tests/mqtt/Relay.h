// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

namespace livebelt::test {

/// A network that breaks: passes connections on to a port of this machine, and cuts all of them when it is told to, or
/// after so many bytes from there.
class Relay : public QObject
{
public:
    explicit Relay(quint16 target);

    quint16 port() const { return m_server.serverPort(); }
    void cut();
    /// Cuts once so many further bytes have come from the target; 0: no more.
    void cutAfter(qint64 bytes) { m_left = bytes; }
    /// How often cutAfter() has come true.
    int cuts() const { return m_cuts; }

private:
    void take();
    void forward(QTcpSocket *from, QTcpSocket *to);

    QTcpServer m_server;
    quint16 m_target;
    qint64 m_left = 0;
    int m_cuts = 0;
};

} // namespace livebelt::test
