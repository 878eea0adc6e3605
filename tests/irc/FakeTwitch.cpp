// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/irc/FakeTwitch.h"

#include "tests/support/ServerProcess.h"

#include <QTcpSocket>
#include <QWebSocket>

namespace livebelt::test {

using namespace Qt::StringLiterals;

FakeTwitch::FakeTwitch(Way way)
    : m_way(way), m_port(ServerProcess::freePort()), m_web(u"tmi"_s, QWebSocketServer::NonSecureMode)
{
    connect(&m_tcp, &QTcpServer::newConnection, this, &FakeTwitch::accept);
    connect(&m_web, &QWebSocketServer::newConnection, this, &FakeTwitch::accept);
    listen();
}

FakeTwitch::~FakeTwitch()
{
    vanish();
}

bool FakeTwitch::listen()
{
    return m_way == Way::Tcp ? m_tcp.listen(QHostAddress::LocalHost, m_port)
                             : m_web.listen(QHostAddress::LocalHost, m_port);
}

void FakeTwitch::accept()
{
    while (QTcpSocket *socket = m_way == Way::Tcp ? m_tcp.nextPendingConnection() : nullptr) {
        const auto visitor = std::make_shared<Visitor>();
        visitor->socket = socket;
        visitor->send = [socket](const QByteArray &lines) { socket->write(lines); };
        visitor->close = [socket] { socket->disconnectFromHost(); };
        connect(socket, &QTcpSocket::readyRead, this, [=, this] { read(visitor, socket->readAll()); });
        connect(socket, &QTcpSocket::disconnected, this, [=, this] {
            m_visitors.removeOne(visitor);
            socket->deleteLater();
        });
        welcome(visitor);
    }
    while (QWebSocket *socket = m_way == Way::WebSocket ? m_web.nextPendingConnection() : nullptr) {
        const auto visitor = std::make_shared<Visitor>();
        visitor->socket = socket;
        visitor->send = [socket](const QByteArray &lines) { socket->sendTextMessage(QString::fromUtf8(lines)); };
        visitor->close = [socket] { socket->close(); };
        connect(socket, &QWebSocket::textMessageReceived, this,
                [=, this](const QString &text) { read(visitor, text.toUtf8()); });
        connect(socket, &QWebSocket::disconnected, this, [=, this] {
            m_visitors.removeOne(visitor);
            socket->deleteLater();
        });
        welcome(visitor);
    }
}

void FakeTwitch::welcome(const std::shared_ptr<Visitor> &visitor)
{
    ++connections;
    m_visitors.append(visitor);
}

void FakeTwitch::read(const std::shared_ptr<Visitor> &visitor, const QByteArray &bytes)
{
    received += bytes;
    visitor->unread += bytes;
    for (qsizetype end = visitor->unread.indexOf("\r\n"); end >= 0; end = visitor->unread.indexOf("\r\n")) {
        const QByteArray line = visitor->unread.left(end);
        visitor->unread.remove(0, end + 2);
        answer(*visitor, line);
    }
}

void FakeTwitch::answer(Visitor &visitor, const QByteArray &line)
{
    const QByteArrayList words = line.split(' ');
    const QByteArray nick = visitor.nick;
    if (words[0] == "CAP") {
        visitor.send(":tmi.twitch.tv CAP * ACK " + line.mid(8) + "\r\n");
    } else if (words[0] == "PASS") {
        visitor.pass = words[1];
    } else if (words[0] == "NICK" && !visitor.pass.isEmpty() && visitor.pass != "oauth:" + token) {
        visitor.send(":tmi.twitch.tv NOTICE * :Login authentication failed\r\n");
    } else if (words[0] == "NICK" && refuses) {
        visitor.send(":tmi.twitch.tv NOTICE * :Login unsuccessful\r\n");
    } else if (words[0] == "NICK") {
        visitor.nick = words[1];
        const QByteArray to = ' ' + words[1] + ' ';
        visitor.send(":tmi.twitch.tv 001" + to + ":Welcome, GLHF!\r\n:tmi.twitch.tv 002" + to +
                     ":Your host is tmi.twitch.tv\r\n:tmi.twitch.tv 003" + to + ":This server is rather new\r\n" +
                     ":tmi.twitch.tv 004" + to + ":-\r\n:tmi.twitch.tv 375" + to + ":-\r\n:tmi.twitch.tv 372" + to +
                     ":You are in a maze of twisty passages, all alike.\r\n:tmi.twitch.tv 376" + to + ":>\r\n");
    } else if (words[0] == "JOIN" && words[1] == "#suspended") {
        visitor.send("@msg-id=msg_channel_suspended :tmi.twitch.tv NOTICE #suspended :This channel does not exist or "
                     "has been suspended.\r\n");
    } else if (words[0] == "JOIN" && words[1] != "#nowhere") {
        visitor.hasJoined = true;
        if (!answersJoins)
            return;
        const QByteArray from = nick + '!' + nick + '@' + nick + ".tmi.twitch.tv";
        visitor.send(':' + from + " JOIN " + words[1] + "\r\n:" + nick + ".tmi.twitch.tv 353 " + nick + " = " +
                     words[1] + " :" + nick + "\r\n:" + nick + ".tmi.twitch.tv 366 " + nick + ' ' + words[1] +
                     " :End of /NAMES list\r\n@emote-only=0;followers-only=-1;r9k=0;room-id=1;slow=0;subs-only=0 "
                     ":tmi.twitch.tv ROOMSTATE " +
                     words[1] + "\r\n");
    } else if (words[0] == "PRIVMSG") {
        answerMessage(visitor, words[1], line.mid(line.indexOf(" :") + 2));
    } else if (words[0] == "PING") {
        visitor.send(":tmi.twitch.tv PONG tmi.twitch.tv " + words[1] + "\r\n");
    } else if (words[0] == "QUIT") {
        visitor.close();
    }
}

void FakeTwitch::answerMessage(Visitor &visitor, const QByteArray &channel, const QByteArray &text)
{
    if (text.contains("too fast")) {
        visitor.send("@msg-id=msg_ratelimit :tmi.twitch.tv NOTICE " + channel +
                     " :Your message was not sent because you are sending messages too quickly.\r\n");
        return;
    }
    visitor.send("@badge-info=;badges=moderator/1;color=#0D4200;display-name=" + visitor.nick.toUpper() +
                 ";emote-sets=0,33;id=own-1;mod=1;subscriber=0;user-type=mod :tmi.twitch.tv USERSTATE " + channel +
                 "\r\n");
}

int FakeTwitch::joined() const
{
    return int(std::count_if(m_visitors.begin(), m_visitors.end(), [](const auto &v) { return v->hasJoined; }));
}

void FakeTwitch::say(const QByteArray &lines)
{
    for (const auto &visitor : std::as_const(m_visitors)) {
        if (visitor->hasJoined)
            visitor->send(lines);
    }
}

void FakeTwitch::sayToOldest(const QByteArray &lines)
{
    if (!m_visitors.isEmpty())
        m_visitors.constFirst()->send(lines);
}

void FakeTwitch::dropOldest()
{
    if (!m_visitors.isEmpty())
        m_visitors.constFirst()->close();
}

void FakeTwitch::vanish()
{
    m_tcp.close();
    m_web.close();
    const auto visitors = std::exchange(m_visitors, {});
    for (const auto &visitor : visitors) {
        visitor->socket->disconnect(this);
        if (auto *tcp = qobject_cast<QTcpSocket *>(visitor->socket))
            tcp->abort();
        else if (auto *web = qobject_cast<QWebSocket *>(visitor->socket))
            web->abort();
        visitor->socket->deleteLater();
    }
}

} // namespace livebelt::test
