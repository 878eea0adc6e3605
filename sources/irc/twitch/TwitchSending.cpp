// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sends over a TwitchConnection, and what becomes of it.
#include "model/records/Timestamp.h"
#include "sources/irc/IrcWriting.h"
#include "sources/irc/twitch/TwitchConnection.h"
#include "sources/irc/twitch/TwitchRecords.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostCharacters = 500;
constexpr std::chrono::seconds answerPatience(5);

} // namespace

async::Task<Result<void>> TwitchConnection::send(Outgoing message)
{
    if (m_address.isAnonymous()) {
        co_return Failure{u"You read Twitch without a name: to write, give this feed your user name and an OAuth token "
                          "as its password"_s};
    }
    if (!m_lane->isWelcome())
        co_return Failure{u"Twitch has not let you in yet: send it again in a moment"_s};
    if (message.to.isEmpty() && m_address.channels.size() > 1)
        co_return Failure{u"Say which channel it is for: this feed reads several"_s};
    QByteArray channel = message.to.isEmpty() ? m_address.channels.constFirst() : message.to.toLower().toUtf8();
    if (!channel.startsWith('#'))
        channel.prepend('#');
    if (!m_address.channels.contains(channel))
        co_return Failure{u"This feed is not in %1: open one for that channel"_s.arg(QString::fromUtf8(channel))};
    const auto bodies = ircBodiesOfCharacters(message.payload, mostCharacters);
    if (!bodies)
        co_return Failure{bodies.error()};
    if (const auto admitted = m_outbox.admit(bodies->size()); !admitted)
        co_return Failure{admitted.error()};

    QList<std::shared_ptr<IrcOutbox::Sent>> parts;
    for (const QByteArray &body : *bodies) {
        const QByteArray line = "PRIVMSG " + channel + " :" + body;
        parts += m_outbox.add(channel, {line});
        m_lane->link().send(line + "\r\n");
    }
    for (const auto &part : parts) {
        const Result<void> answer = co_await IrcOutbox::answerTo(part, answerPatience);
        if (!answer)
            co_return answer;
    }
    co_return Result<void>();
}

/// USERSTATE: Twitch has taken what we sent, and says how we look to others; it does not echo the message itself.
void TwitchConnection::takeState(const IrcMessage &message, Records &records)
{
    const auto sent = m_outbox.confirm(m_outbox.oldestTo(message.parameter(0)));
    if (!sent)
        return;
    const QByteArray user = m_address.user;
    const QByteArray tags = message.tags.isEmpty() ? QByteArray() : '@' + message.tags.toByteArray() + ' ';
    const QByteArray line = tags + ':' + user + '!' + user + '@' + user + ".tmi.twitch.tv " + sent->lines.constFirst();
    if (std::optional<Record> record = twitchRecord(IrcMessage::parse(line), line, nowMicros()))
        records.push_back(std::move(*record));
}

/// A NOTICE that says why a message was not taken: "msg_slowmode", "msg_followersonly", ...
void TwitchConnection::takeRefusal(const IrcMessage &message)
{
    const QByteArrayView id = ircTag(message.tags, "msg-id");
    if (id.startsWith("msg_") || id == "no_permission" || id == "unrecognized_cmd")
        m_outbox.refuse(m_outbox.oldestTo(message.parameter(0)),
                        u"Twitch did not take it: %1"_s.arg(QString::fromUtf8(message.parameter(1))));
}

} // namespace livebelt
