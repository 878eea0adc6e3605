// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/every/EveryAddress.h"
#include "sources/feed/Feed.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Timers.h>

namespace livebelt {

/// The timer itself as a feed: each tick is a Measurement of its lateness. Ticks that pass while the consumer, or the
/// whole machine, is not there are not made up for: the next one says how many were missed.
class EveryFeed final : public Feed
{
public:
    explicit EveryFeed(EveryAddress address);

    async::AsyncIterator<Record> records() override;
    async::Task<void> close() override;

private:
    using Ticks = async::Channel<async::Tick>;
    static async::Task<void> tick(std::chrono::milliseconds interval, Ticks ticks);

    const EveryAddress m_address;
    Ticks m_ticks;
};

} // namespace livebelt
