// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpSocket>

namespace livebelt::test {

/// Another person on a real server: a bare socket that speaks IRC.
class IrcClient
{
public:
    /// Registers; false where the welcome did not come.
    bool enter(quint16 port, const QByteArray &nick);
    /// Joins, and waits until that is done.
    bool join(const QByteArray &channel);
    void send(const QByteArray &line) { m_socket.write(line + "\r\n"); }
    /// Waits until the server has said text.
    bool waitFor(const QByteArray &text);
    /// Says count messages in channel, "message 0", "message 1", ..., or from another number on; returns once the
    /// server has read them all.
    bool flood(const QByteArray &channel, int count, int first = 0);
    void leave();
    const QByteArray &received() const { return m_received; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace livebelt::test
