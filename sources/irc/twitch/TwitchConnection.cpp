// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchConnection.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/irc/LineNotices.h"
#include "sources/irc/twitch/TwitchRecords.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// What Twitch takes from somebody who is no moderator: 20 messages in 30 seconds.
constexpr IrcOutbox::Limits limits{20, std::chrono::milliseconds(1500)};
constexpr size_t mostEarly = 20'000;
constexpr std::chrono::seconds memoryOfBoth(30);
/// A link that lasted this long is made again at once where Twitch asks for that.
constexpr std::chrono::seconds goodSpell(10);

/// What both links give, each when it comes: worth keeping for the change from one to the other.
bool isForPeople(const IrcMessage &message)
{
    for (const char *command : {"PRIVMSG", "USERNOTICE", "CLEARCHAT", "CLEARMSG", "WHISPER"}) {
        if (message.is(command))
            return true;
    }
    return false;
}

} // namespace

TwitchConnection::TwitchConnection(const TwitchAddress &address, const IrcTimes &times, ConnectionLog &log,
                                   async::RateLimiter &joins)
    : m_address(address)
    , m_times(times)
    , m_log(log)
    , m_joins(joins)
    , m_outbox(limits, u"Twitch"_s)
    , m_lane(std::make_unique<TwitchLane>(m_address, times, joins))
{
}

async::AsyncIterator<Record> TwitchConnection::run()
{
    const bool isOpen = co_await m_lane->open();
    if (!isOpen)
        co_return;
    Records several;
    while (true) {
        while (auto line = co_await m_lane->lines().next()) {
            several.clear();
            const bool goesOn = handle(*line, several);
            for (Record &record : several)
                co_yield std::move(record);
            if (!goesOn)
                co_return;
            if (m_nextState == Next::Ready && m_isReadOut)
                break;
        }
        while (m_nextState == Next::Preparing && !m_isClosing)
            co_await m_nextChanged.wait();
        if (m_nextState != Next::Ready || m_isClosing)
            co_return;
        several.clear();
        change(several);
        for (Record &record : several)
            co_yield std::move(record);
    }
}

/// False: nothing more is to be read.
bool TwitchConnection::handle(const async::Line &line, Records &records)
{
    if (line.length == 0)
        return true;
    const IrcMessage message = IrcMessage::parse(line.bytes);
    if (!line.isWhole || !message.isValid()) {
        records.push_back(quarantinedLine(line));
        if (line.isCut())
            records.push_back(truncatedLine(line));
        return true;
    }
    if (isForPeople(message) && isTwice(line.bytes))
        return true;
    const bool wasWelcome = m_lane->isWelcome();
    m_lane->take(message);
    if (!wasWelcome && m_lane->isWelcome())
        records.push_back(m_log.connected());
    if (std::optional<Record> record = twitchRecord(message, line.bytes, nowMicros()))
        records.push_back(std::move(*record));
    if (line.isCut())
        records.push_back(truncatedLine(line));
    if (message.is("RECONNECT"))
        move();
    else if (message.is("PONG") && message.last() == "moved")
        m_isReadOut = true;
    else if (message.is("USERSTATE"))
        takeState(message, records);
    else if (message.is("NOTICE"))
        takeRefusal(message);
    tellSilent(records);
    const QString refusal = m_lane->refusal();
    if (!refusal.isEmpty())
        m_lane->link().refuse(refusal, m_lane->wantsPassword());
    return refusal.isEmpty();
}

/// Whether it has come over the other link; remembers it where it may come over that.
bool TwitchConnection::isTwice(const QByteArray &line)
{
    if (m_nextState != Next::None) {
        if (m_seen.size() < qsizetype(mostEarly))
            m_seen.insert(line);
        return false;
    }
    if (m_seen.isEmpty())
        return false;
    if (async::Loop::current().clock().now() > m_seenUntil) {
        m_seen.clear();
        return false;
    }
    return m_seen.contains(line);
}

void TwitchConnection::tellSilent(Records &records)
{
    if (!m_lane->isSettled() || std::exchange(m_hasToldSilent, m_lane->isWelcome()))
        return;
    for (const QByteArray &channel : m_lane->silent()) {
        records.push_back(makeNotice(NoticeType::Information,
                                     channel + " does not answer: is its name right? It is listened to all the same"));
    }
}

/// RECONNECT: Twitch is going to cut this link soon.
void TwitchConnection::move()
{
    m_lane->link().setReason(u"Twitch asked to connect again"_s);
    if (async::Loop::current().clock().now() - m_log.connectedSince() > goodSpell)
        m_lane->link().setRetryIn(std::chrono::milliseconds(0));
    if (m_nextState != Next::None)
        return;
    m_seen.clear();
    m_isReadOut = false;
    m_next = std::make_unique<TwitchLane>(m_address, m_times, m_joins);
    m_nextState = Next::Preparing;
    m_preparing.spawn(prepare(m_next.get()));
}

async::Task<void> TwitchConnection::prepare(TwitchLane *lane)
{
    bool isUp = co_await lane->open();
    while (isUp && !(lane->isWelcome() && lane->isSettled())) {
        auto line = co_await lane->lines().next();
        isUp = line.has_value() && lane->early.size() < mostEarly;
        if (!isUp)
            break;
        const IrcMessage message = IrcMessage::parse(line->bytes);
        lane->take(message);
        if (isForPeople(message))
            lane->early.push_back(std::move(*line));
        isUp = lane->refusal().isEmpty();
    }
    m_nextState = isUp ? Next::Ready : Next::Failed;
    m_nextChanged.set();
    if (isUp)
        m_lane->link().send("PING :moved\r\n"); // the old link answers after all that it has
}

/// From the old link to the new one.
void TwitchConnection::change(Records &records)
{
    m_lane = std::move(m_next);
    m_nextState = Next::None;
    m_seenUntil = async::Loop::current().clock().now() + memoryOfBoth;
    records.push_back(makeNotice(NoticeType::Information,
                                 "Twitch has moved the connection to another of its servers: nothing is missing"));
    for (const async::Line &line : std::exchange(m_lane->early, {}))
        handle(line, records);
}

async::Task<void> TwitchConnection::goodbye()
{
    m_isClosing = true;
    m_nextChanged.set();
    return m_lane->link().goodbye();
}

} // namespace livebelt
