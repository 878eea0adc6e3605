// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <functional>

namespace livebelt::test {

/// The other side for what no real server would do: it lets anybody in, and then sends the very bytes it is told to.
class FakeServer : public QObject
{
    Q_OBJECT
public:
    FakeServer();

    quint16 port() const { return m_port; }
    bool listen() { return m_server.listen(QHostAddress::LocalHost, m_port); }
    /// Takes no connections any more and drops the one there is.
    void vanish();
    /// Drops the connection there is (FIN, after what was sent).
    void hangUp();
    void send(const QByteArray &bytes);

    QByteArray capabilities;              ///< offered to CAP LS; then it welcomes after CAP END only
    QByteArray support = "CHATHISTORY=3"; ///< in its RPL_ISUPPORT
    QByteArray clock;                     ///< the time tag of its PONGs
    /// Further answers to lines by their words, with CR LF.
    std::function<QByteArray(const QByteArrayList &words)> answer;
    bool isWelcoming = true; ///< answers NICK and JOIN
    bool answersPings = true;
    bool closesOnQuit = true;
    int connections = 0;
    QByteArray received; ///< on all connections

private:
    void accept();
    void read(QTcpSocket *socket);

    QTcpServer m_server;
    QPointer<QTcpSocket> m_socket;
    quint16 m_port = 0;
    QByteArray m_nick;
};

} // namespace livebelt::test
