// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include "sources/system/SystemAddress.h"
#include <livebelt/async/Channel.h>

namespace livebelt {

/// This computer's own numbers, one Measurement each, all of them once an interval, and an Event for a process that
/// starts or ends. Rates come from the second beat on.
/// A consumer that is late misses beats, it does not pile them up.
class SystemFeed final : public Feed
{
public:
    explicit SystemFeed(SystemAddress address);

    async::AsyncIterator<Record> records() override;
    async::Task<void> close() override;

private:
    using Beats = async::Channel<Records>;
    async::Task<void> run(Beats beats);

    const SystemAddress m_address;
    Beats m_beats;
};

} // namespace livebelt
