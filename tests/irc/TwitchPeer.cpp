// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/irc/TwitchPeer.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/irc/twitch/TwitchKind.h"

namespace livebelt::test {

using namespace Qt::StringLiterals;

FeedKind TwitchPeer::kind() const
{
    return twitchKind();
}

QString TwitchPeer::start()
{
    // It listens from the start; this is for after a kill().
    return m_server.isListening() || m_server.listen() ? QString() : u"the port is taken"_s;
}

QString TwitchPeer::address() const
{
    const QString via = m_way == FakeTwitch::Way::WebSocket ? u"&via=websocket"_s : QString();
    return u"twitch:matrix?server=127.0.0.1:%1&tls=0"_s.arg(m_server.port()) + via;
}

void TwitchPeer::give(int first, int count)
{
    QByteArray lines;
    for (int number = first; number < first + count; ++number) {
        const QByteArray text = QByteArray::number(number);
        lines +=
            "@badges=subscriber/12;color=#1E90FF;display-name=Speaker;emotes=25:0-6;id=m" + text +
            ";tmi-sent-ts=1643904084794;user-id=7 :speaker!speaker@speaker.tmi.twitch.tv PRIVMSG #matrix :message " +
            text + "\r\n";
    }
    m_server.say(lines);
}

/// What a person says is a text of one line.
std::optional<LawRules> TwitchPeer::law() const
{
    LawRules rules;
    rules.hasLineFeeds = rules.hasReturns = rules.hasNuls = rules.hasBlanks = rules.isRead = false;
    rules.hasAnyBytes = m_way == FakeTwitch::Way::Tcp;
    rules.longest = 500;
    return rules;
}

void TwitchPeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    QByteArray lines;
    for (const LawPayload &payload : payloads)
        lines +=
            "@display-name=Speaker;user-id=7 :speaker!speaker@speaker.tmi.twitch.tv PRIVMSG #matrix :" + payload.bytes +
            "\r\n";
    m_server.say(lines);
}

QByteArray TwitchPeer::payloadOf(const QByteArray &arrived) const
{
    const qsizetype words = arrived.indexOf(" PRIVMSG #matrix :");
    return words < 0 ? arrived : arrived.sliced(words + 18);
}

bool TwitchPeer::isReady(const Records &records) const
{
    for (auto record = records.rbegin(); record != records.rend(); ++record) {
        if (noticeType(*record) == NoticeType::Disconnected)
            return false;
        if (fieldValue(record->fields, "command") == "ROOMSTATE")
            return true;
    }
    return false;
}

std::optional<int> TwitchPeer::number(const Record &record) const
{
    if (record.kind != RecordKind::Message || record.subject != "Speaker")
        return std::nullopt;
    return record.text.mid(8).toInt();
}

QByteArray TwitchPeer::refuse()
{
    m_server.refuses = true;
    m_server.dropOldest();
    return "Login unsuccessful";
}

QString TwitchPeer::letIn()
{
    m_server.refuses = false;
    return {};
}

bool TwitchPeer::giveGarbage()
{
    m_server.say(
        "\x16\x03\x01\xff\xfe\r\n@a=b\r\n:\r\n@@@ ::: 12\r\nPRIVMSG\r\n@emotes=- :x PRIVMSG #matrix :\x01\xff\r\n");
    return true;
}

} // namespace livebelt::test
