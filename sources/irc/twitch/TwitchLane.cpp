// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchLane.h"

#include "model/records/Sentence.h"
#include <livebelt/async/Timers.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// For a channel to answer; one that does not exist never does.
constexpr std::chrono::seconds channelPatience(10);

} // namespace

TwitchLane::TwitchLane(const TwitchAddress &address, const IrcTimes &times, async::RateLimiter &joins)
    : m_address(address)
    , m_joins(joins)
    , m_asked(address.channels.begin(), address.channels.end())
    , m_link(address.target, times)
    , m_lines(m_link.lines())
{
}

async::Task<bool> TwitchLane::open()
{
    const bool isOpen = co_await m_link.open();
    if (!isOpen)
        co_return false;
    m_link.send("CAP REQ :twitch.tv/tags twitch.tv/commands twitch.tv/membership\r\n");
    if (!m_address.isAnonymous())
        m_link.send("PASS oauth:" + m_address.token + "\r\n");
    m_link.send("NICK " + m_address.user + "\r\n");
    co_return true;
}

void TwitchLane::take(const IrcMessage &message)
{
    if (message.is("PING")) {
        m_link.send("PONG :" + message.parameter(0).toByteArray() + "\r\n");
    } else if (message.is("001") && !std::exchange(m_isWelcome, true)) {
        m_link.welcomed();
        m_joining.spawn(join());
    } else if (message.is("366")) {
        m_asked.remove(message.parameter(1).toByteArray());
    } else if (message.is("ROOMSTATE")) {
        m_asked.remove(message.parameter(0).toByteArray());
    } else if (message.is("NOTICE")) {
        takeNotice(message);
    }
}

void TwitchLane::takeNotice(const IrcMessage &message)
{
    const QString words = QString::fromUtf8(message.parameter(1));
    if (!m_isWelcome && message.parameter(0) == "*") {
        m_refusal = m_address.isAnonymous()
                        ? u"Twitch does not let you in: %1"_s.arg(words)
                        : u"Twitch does not accept the token of “%1”: %2 Make a new one and enter it again"_s.arg(
                              QString::fromUtf8(m_address.user), fullSentence(words));
        return;
    }
    const QByteArrayView id = ircTag(message.tags, "msg-id");
    const QByteArray channel = message.parameter(0).toByteArray();
    const bool isClosed = id == "msg_channel_suspended" || id == "tos_ban" || id == "msg_room_not_found" ||
                          (id == "msg_banned" && m_asked.contains(channel));
    if (isClosed && m_address.channels.contains(channel)) {
        m_asked.remove(channel);
        m_problems += u"%1: %2"_s.arg(QString::fromUtf8(channel), words);
    }
}

QString TwitchLane::refusal() const
{
    if (!m_refusal.isEmpty() || m_problems.size() < m_address.channels.size())
        return m_refusal;
    QStringList problems;
    for (const QString &problem : m_problems)
        problems.append(fullSentence(problem));
    return u"Twitch lets you into none of the channels. %1"_s.arg(problems.join(u' '));
}

async::Task<void> TwitchLane::join()
{
    for (const QByteArray &channel : m_address.channels) {
        co_await m_joins.turn();
        m_link.send("JOIN " + channel + "\r\n");
    }
    co_await async::sleepFor(channelPatience);
    m_isSettled = true;
    m_link.send("PING :settled\r\n"); // its answer has the connection look again
}

} // namespace livebelt
