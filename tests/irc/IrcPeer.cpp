// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/irc/IrcPeer.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/irc/IrcKind.h"

namespace livebelt::test {

using namespace Qt::StringLiterals;

FeedKind IrcPeer::kind() const
{
    return ircKind();
}

QString IrcPeer::start()
{
    if (!m_server.start())
        return QString::fromUtf8(m_server.process().error());
    m_speaker = std::make_unique<IrcClient>();
    return m_speaker->enter(m_server.port(), "speaker") && m_speaker->join("#matrix")
               ? QString()
               : u"ngircd does not let the speaker in"_s;
}

QString IrcPeer::address() const
{
    return u"irc://127.0.0.1:%1/#matrix"_s.arg(m_server.port());
}

void IrcPeer::give(int first, int count)
{
    m_speaker->flood("#matrix", count, first);
}

/// What a person says is a text of one line.
std::optional<LawRules> IrcPeer::law() const
{
    LawRules rules;
    rules.hasLineFeeds = rules.hasReturns = rules.hasNuls = rules.hasBlanks = rules.isRead = false;
    rules.longest = 400;
    return rules;
}

void IrcPeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    for (const LawPayload &payload : payloads)
        m_speaker->send("PRIVMSG #matrix :" + payload.bytes);
}

/// Behind the words of the protocol.
QByteArray IrcPeer::payloadOf(const QByteArray &arrived) const
{
    const qsizetype words = arrived.indexOf(" :");
    return arrived.startsWith(':') && words >= 0 ? arrived.sliced(words + 2) : arrived;
}

/// The list of names has come since the last loss of the connection.
bool IrcPeer::isReady(const Records &records) const
{
    for (auto record = records.rbegin(); record != records.rend(); ++record) {
        if (noticeType(*record) == NoticeType::Disconnected)
            return false;
        if (fieldValue(record->fields, "command") == "366")
            return true;
    }
    return false;
}

std::optional<int> IrcPeer::number(const Record &record) const
{
    if (record.kind != RecordKind::Message || record.subject != "speaker" || !record.text.startsWith("message "))
        return std::nullopt;
    return record.text.mid(8).toInt();
}

QByteArray IrcPeer::refuse()
{
    m_server.process().kill();
    m_server.setPassword("of today");
    return m_server.start() ? "password" : "ngircd does not start";
}

QString IrcPeer::letIn()
{
    m_server.process().kill();
    m_server.setPassword({});
    return start();
}

bool IrcPeer::giveGarbage()
{
    m_speaker->send("PRIVMSG #matrix :\xff\xfe\x03\x03,\x01\x80\x02");
    m_speaker->send("PRIVMSG #matrix :\x01\x01\x01");
    return true;
}

} // namespace livebelt::test
