// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/GoodbyePeers.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

class HttpPeer final : public GoodbyePeer
{
public:
    explicit HttpPeer(const QByteArray &kind) : m_kind(kind) {}
    QString address(quint16 port) const override
    {
        return u"%1+http://127.0.0.1:%2/"_s.arg(QString::fromLatin1(m_kind)).arg(port);
    }
    QByteArray answer(const QByteArray &heard) override
    {
        isReady = heard.endsWith("\r\n\r\n");
        return {};
    }
    bool answersLate() const override { return true; }
    QByteArray before(int count) const override
    {
        const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Type: ";
        if (m_kind == "sse")
            return ok + "text/event-stream\r\n\r\n";
        if (m_kind == "ndjson")
            return ok + "application/x-ndjson\r\n\r\n";
        qsizetype length = 2;
        for (int i = 1; i <= count; ++i)
            length += item(i).size();
        return ok + "application/json\r\nContent-Length: " + QByteArray::number(length) + "\r\n\r\n[";
    }
    QByteArray behind() const override { return m_kind == "poll" ? "]" : ""; }
    QByteArray item(int number) const override
    {
        if (m_kind == "sse")
            return "data: n " + QByteArray::number(number) + "\n\n";
        if (m_kind == "ndjson")
            return "{\"n\":" + QByteArray::number(number) + "}\n";
        return (number == 1 ? "{\"n\":" : ",{\"n\":") + QByteArray::number(number) + '}';
    }

private:
    QByteArray m_kind;
};

class WebSocketPeer final : public GoodbyePeer
{
public:
    QString address(quint16 port) const override { return u"ws://127.0.0.1:%1/#first=hello"_s.arg(port); }
    QByteArray answer(const QByteArray &heard) override
    {
        const qsizetype end = heard.indexOf("\r\n\r\n");
        isReady = end > 0 && heard.size() > end + 4;
        if (end < 0 || isReady)
            return {};
        static const QRegularExpression key(u"Sec-WebSocket-Key: *(\\S+)"_s, QRegularExpression::CaseInsensitiveOption);
        const QByteArray given = key.match(QString::fromLatin1(heard)).captured(1).toLatin1();
        const QByteArray accept =
            QCryptographicHash::hash(given + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1);
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Accept: " +
               accept.toBase64() + "\r\n\r\n";
    }
    QByteArray item(int number) const override
    {
        const QByteArray text = "n " + QByteArray::number(number);
        return QByteArray(1, char(0x81)) + char(text.size()) + text;
    }
};

/// A server of IRC, or Twitch.
class ChatPeer final : public GoodbyePeer
{
public:
    explicit ChatPeer(bool isTwitch) : m_isTwitch(isTwitch) {}
    QString address(quint16 port) const override
    {
        return m_isTwitch ? u"twitch:c?server=127.0.0.1:%1&tls=0"_s.arg(port)
                          : u"irc://ada@127.0.0.1:%1/%23c"_s.arg(port);
    }
    QByteArray answer(const QByteArray &heard) override
    {
        const auto isNew = [&heard, this](const char *word) { return heard.lastIndexOf(word) >= m_answered; };
        static const QRegularExpression nick(u"NICK (\\S+)"_s);
        const QByteArray name = nick.match(QString::fromUtf8(heard)).captured(1).toUtf8();
        QByteArray said;
        if (isNew("CAP LS"))
            said += ":s CAP * LS :\r\n";
        if (isNew("CAP REQ"))
            said += ":s CAP * ACK :twitch.tv/tags twitch.tv/commands twitch.tv/membership\r\n";
        if (isNew("CAP END") || (isNew("USER ") && !heard.contains("CAP LS")) || (m_isTwitch && isNew("NICK ")))
            said += ":s 001 " + name + " :Welcome\r\n:s 005 " + name + " CHANTYPES=# :are supported\r\n:s 376 " + name +
                    " :End\r\n";
        if (isNew("JOIN #c")) {
            said += ":" + name + "!a@h JOIN #c\r\n";
            if (m_isTwitch)
                said += "@room-id=1 :tmi.twitch.tv ROOMSTATE #c\r\n";
            said += ":s 366 " + name + " #c :End\r\n";
            isReady = true;
        }
        m_answered = heard.size();
        return said;
    }
    QByteArray item(int number) const override
    {
        return (m_isTwitch ? "@id=" + QByteArray::number(number) + " " : QByteArray()) + ":bob!b@h PRIVMSG #c :n " +
               QByteArray::number(number) + "\r\n";
    }

private:
    bool m_isTwitch;
    qsizetype m_answered = 0;
};

/// A broker of MQTT 3.1.1; every packet of a client is shorter than 128 bytes here.
class MqttPeer final : public GoodbyePeer
{
public:
    QString address(quint16 port) const override { return u"mqtt://127.0.0.1:%1/t"_s.arg(port); }
    QByteArray answer(const QByteArray &heard) override
    {
        QByteArray said;
        while (m_answered + 2 <= heard.size()) {
            const int length = uchar(heard[m_answered + 1]);
            if (m_answered + 2 + length > heard.size())
                break;
            const int type = uchar(heard[m_answered]) >> 4;
            if (type == 1)
                said += QByteArray("\x20\x02\0\0", 4);
            if (type == 8) {
                said += QByteArray("\x90\x03", 2) + heard.mid(m_answered + 2, 2) + '\0';
                isReady = true;
            }
            if (type == 12)
                said += QByteArray("\xd0\0", 2);
            m_answered += 2 + length;
        }
        return said;
    }
    QByteArray item(int number) const override
    {
        const QByteArray text = "n " + QByteArray::number(number);
        return QByteArray("\x30", 1) + char(3 + text.size()) + QByteArray("\0\x01t", 3) + text;
    }

private:
    qsizetype m_answered = 0;
};

class LinesPeer final : public GoodbyePeer
{
public:
    explicit LinesPeer(bool listens) : m_listens(listens) { isReady = true; }
    QString address(quint16 port) const override
    {
        return m_listens ? u"listen-tcp://:%1"_s.arg(port) : u"tcp://127.0.0.1:%1"_s.arg(port);
    }
    QByteArray answer(const QByteArray &) override { return {}; }
    QByteArray item(int number) const override { return "n " + QByteArray::number(number) + '\n'; }

private:
    bool m_listens;
};

} // namespace

std::shared_ptr<GoodbyePeer> goodbyePeer(const QByteArray &kind)
{
    if (kind == "websocket")
        return std::make_shared<WebSocketPeer>();
    if (kind == "irc" || kind == "twitch")
        return std::make_shared<ChatPeer>(kind == "twitch");
    if (kind == "mqtt")
        return std::make_shared<MqttPeer>();
    if (kind == "tcp" || kind == "listen-tcp")
        return std::make_shared<LinesPeer>(kind == "listen-tcp");
    return std::make_shared<HttpPeer>(kind);
}

} // namespace livebelt::test
