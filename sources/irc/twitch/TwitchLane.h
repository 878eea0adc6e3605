// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcLink.h"
#include "sources/irc/IrcMessage.h"
#include "sources/irc/twitch/TwitchAddress.h"
#include <livebelt/async/sync/RateLimiter.h>

#include <QSet>
#include <deque>

namespace livebelt {

/// One link to Twitch and how far it has got: let in, and into which channels. A connection has one, or two while
/// Twitch moves it. What is taken from lines() is destroyed before it.
class TwitchLane
{
public:
    /// address and joins outlive it.
    TwitchLane(const TwitchAddress &address, const IrcTimes &times, async::RateLimiter &joins);

    /// Connects and introduces us. False: link().ending() says why.
    async::Task<bool> open();
    async::AsyncIterator<async::Line> &lines() { return m_lines; }
    IrcLink &link() { return m_link; }
    const IrcLink &link() const { return m_link; }

    /// What a message means for the lane itself; answers it.
    void take(const IrcMessage &message);

    bool isWelcome() const { return m_isWelcome; }
    /// Whether each channel has let us in, or said that it will not, or has had its time.
    bool isSettled() const { return m_isSettled || m_asked.isEmpty(); }
    /// The channels that have not answered.
    QList<QByteArray> silent() const { return m_asked.values(); }
    /// Why Twitch will have us nowhere until the person changes something; empty otherwise.
    QString refusal() const;
    bool wantsPassword() const { return !m_isWelcome && !m_address.isAnonymous(); } ///< that is why it was refused

    /// Lines that came before the lane was in use.
    std::deque<async::Line> early;

private:
    async::Task<void> join();
    void takeNotice(const IrcMessage &message);

    const TwitchAddress &m_address;
    async::RateLimiter &m_joins;
    QSet<QByteArray> m_asked; ///< channels that have not answered yet
    QStringList m_problems;   ///< of those that will not let us in
    QString m_refusal;
    bool m_isWelcome = false;
    bool m_isSettled = false;
    IrcLink m_link;
    async::AsyncIterator<async::Line> m_lines;
    async::Scope m_joining; ///< runs join()
};

} // namespace livebelt
