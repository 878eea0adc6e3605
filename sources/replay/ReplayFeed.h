// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/Event.h"
#include "sources/replay/ReplayAddress.h"
#include "sources/replay/ReplayClock.h"
#include "sources/replay/ReplayKind.h"

namespace livebelt {

/// The records of a capture at the pace they came. Each one is received now, and its time is the original one (the
/// source's, or else that of its arrival). What was a Notice then is an Event now, with the same subject and text: it
/// tells nothing of this feed.
class ReplayFeed final : public Feed
{
public:
    ReplayFeed(ReplayAddress address, ReplaySupplier supplier);

    async::AsyncIterator<Record> records() override;
    async::Task<void> close() override;

private:
    async::Task<void> pause(std::chrono::microseconds duration);

    const ReplayAddress m_address;
    const ReplaySupplier m_supplier;
    async::Event m_changed;
    bool m_isClosing = false;
};

} // namespace livebelt
