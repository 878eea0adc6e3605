// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/Event.h"
#include "sources/feed/Feed.h"
#include "sources/irc/IrcConnection.h"

namespace livebelt {

/// Live chat: connects, joins, and gives what is said; connects again whenever the connection is lost.
class IrcFeed final : public Feed
{
public:
    explicit IrcFeed(IrcAddress address, IrcTimes times = {});

    async::AsyncIterator<Record> records() override;
    async::Task<void> close() override;

private:
    async::Task<void> pause(IrcTimes::Duration duration);

    IrcAddress m_address;
    IrcTimes m_times;
    IrcConnection *m_connection = nullptr; ///< the one that records() runs
    async::Event m_wake;                   ///< ends a pause
    bool m_isClosing = false;
};

} // namespace livebelt
