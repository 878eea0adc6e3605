// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/irc/FakeTwitch.h"

#include "tests/support/ServerProcess.h"
#include "tests/wire/RawFrames.h"

namespace livebelt::test {

using namespace Qt::StringLiterals;

FakeTwitch::FakeTwitch(Way way) : m_way(way), m_port(ServerProcess::freePort())
{
    connect(&m_tcp, &QTcpServer::newConnection, this, &FakeTwitch::accept);
    listen();
}

FakeTwitch::~FakeTwitch()
{
    vanish();
}

bool FakeTwitch::listen()
{
    return m_tcp.listen(QHostAddress::LocalHost, m_port);
}

void FakeTwitch::accept()
{
    while (QTcpSocket *socket = m_tcp.nextPendingConnection()) {
        const auto visitor = std::make_shared<Visitor>();
        const bool isWebSocket = m_way == Way::WebSocket;
        visitor->socket = socket;
        visitor->send = [=](const QByteArray &lines) { socket->write(isWebSocket ? serverFrame(1, lines) : lines); };
        visitor->close = [=] {
            if (isWebSocket)
                socket->write(serverFrame(8, {}));
            socket->disconnectFromHost();
        };
        connect(socket, &QTcpSocket::readyRead, this, [=, this] {
            if (isWebSocket)
                readWebSocket(visitor);
            else
                read(visitor, socket->readAll());
        });
        connect(socket, &QTcpSocket::disconnected, this, [=, this] {
            m_visitors.removeOne(visitor);
            socket->deleteLater();
        });
        ++connections;
        m_visitors.append(visitor);
    }
}

void FakeTwitch::readWebSocket(const std::shared_ptr<Visitor> &visitor)
{
    visitor->frames += visitor->socket->readAll();
    const qsizetype end = visitor->frames.indexOf("\r\n\r\n");
    if (!visitor->isOpen && end < 0)
        return;
    if (!std::exchange(visitor->isOpen, true)) {
        visitor->socket->write(goodAnswer().replace("{accept}", acceptFor(visitor->frames.left(end))));
        visitor->frames.remove(0, end + 4);
    }
    while (const auto frame = takeFrame(visitor->frames)) {
        if (frame->opcode == 8)
            visitor->close();
        else
            read(visitor, frame->payload);
    }
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
    const auto visitors = std::exchange(m_visitors, {});
    for (const auto &visitor : visitors) {
        visitor->socket->disconnect(this);
        visitor->socket->abort();
        visitor->socket->deleteLater();
    }
}

} // namespace livebelt::test
