// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/irc/IrcClient.h"

#include <QEventLoop>
#include <QHostAddress>
#include <QTimer>

namespace livebelt::test {

using namespace std::chrono_literals;

bool IrcClient::enter(quint16 port, const QByteArray &nick)
{
    m_received.clear();
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    send("NICK " + nick + "\r\nUSER " + nick + " 0 * :a tester");
    return waitFor(" 001 ");
}

bool IrcClient::join(const QByteArray &channel)
{
    m_received.clear();
    send("JOIN " + channel);
    return waitFor(" 366 ");
}

bool IrcClient::waitFor(const QByteArray &text)
{
    QEventLoop loop;
    QTimer deadline;
    const auto look = [&] {
        m_received += m_socket.readAll();
        if (m_received.contains("PING :") && m_received.endsWith('\n')) {
            const qsizetype at = m_received.lastIndexOf("PING :");
            send("PONG " + m_received.mid(at + 5, m_received.indexOf('\r', at) - at - 5));
            m_received.remove(at, 6);
        }
        if (m_received.contains(text))
            loop.exit(0);
    };
    QObject::connect(&m_socket, &QTcpSocket::readyRead, &loop, look);
    QObject::connect(&m_socket, &QTcpSocket::errorOccurred, &loop, [&] { loop.exit(1); });
    QObject::connect(&deadline, &QTimer::timeout, &loop, [&] { loop.exit(2); });
    deadline.start(60s);
    QTimer::singleShot(0, &loop, look);
    return loop.exec() == 0;
}

bool IrcClient::flood(const QByteArray &channel, int count, int first)
{
    // Not all at once: inspircd reads ten kilobytes, and what is left only with its next tick, a second later.
    constexpr int atOnce = 200;
    for (int from = 0; from < count; from += atOnce) {
        QByteArray lines;
        for (int i = from; i < qMin(from + atOnce, count); ++i)
            lines += "PRIVMSG " + channel + " :message " + QByteArray::number(first + i) + "\r\n";
        m_received.clear();
        const QByteArray token = "read-" + QByteArray::number(first + from);
        send(lines + "PING " + token);
        if (!waitFor(token))
            return false;
    }
    return true;
}

void IrcClient::leave()
{
    send("QUIT :bye");
    waitFor("ERROR");
    m_socket.abort();
}

} // namespace livebelt::test
