// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcOutbox.h"
#include "sources/irc/twitch/TwitchLane.h"

namespace livebelt {

/// One connection to Twitch's chat. When Twitch asks to connect again (RECONNECT), it makes the new link while it still
/// reads the old one, so that nothing is lost, and what comes over both is given once. Lives on the thread of run();
/// what that gives is destroyed before it. log and joins outlive it.
class TwitchConnection final : public Connection
{
public:
    TwitchConnection(const TwitchAddress &address, const IrcTimes &times, ConnectionLog &log,
                     async::RateLimiter &joins);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    async::Task<Result<void>> send(Outgoing message) override;
    Ending ending() const override { return m_lane->link().ending(); }

private:
    bool handle(const async::Line &line, Records &records);
    bool isTwice(const QByteArray &line);
    void takeState(const IrcMessage &message, Records &records);
    void takeRefusal(const IrcMessage &message);
    void tellSilent(Records &records);
    void move();
    async::Task<void> prepare(TwitchLane *lane);
    void change(Records &records);

    TwitchAddress m_address;
    IrcTimes m_times;
    ConnectionLog &m_log;
    async::RateLimiter &m_joins;
    IrcOutbox m_outbox;
    std::unique_ptr<TwitchLane> m_lane;
    std::unique_ptr<TwitchLane> m_next; ///< while Twitch moves us
    enum class Next { None, Preparing, Ready, Failed } m_nextState = Next::None;
    async::Event m_nextChanged;
    QSet<QByteArray> m_seen; ///< lines that may come over both
    async::Clock::TimePoint m_seenUntil{};
    bool m_isReadOut = false; ///< the old link has given all that it has
    bool m_isClosing = false;
    bool m_hasToldSilent = false;
    async::Scope m_preparing; ///< runs prepare()
};

} // namespace livebelt
