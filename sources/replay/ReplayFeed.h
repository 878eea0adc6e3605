// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/replay/ReplayAddress.h"
#include "sources/replay/ReplayClock.h"
#include "sources/replay/ReplayCommand.h"
#include "sources/replay/ReplayKind.h"
#include <livebelt/async/Event.h>

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
    /// Pauses, goes on, goes elsewhere or at another speed: see ReplayCommand. A Notice says so.
    async::Task<Result<void>> send(Outgoing message) override;

private:
    async::Task<void> untilDue(ReplayClock *clock);
    async::Task<void> pause(std::chrono::microseconds duration);
    void obey(const ReplayCommand &command);
    bool goesOn() const { return !m_isClosing && !m_seek; }

    const ReplayAddress m_address;
    const ReplaySupplier m_supplier;
    async::Event m_changed;
    Records m_news;                    ///< Notices of what was commanded
    std::optional<ReplayPlace> m_seek; ///< to go to next
    qint64 m_at = noTime;              ///< arrival of the record given last
    double m_speed;
    bool m_isPaused = false;
    bool m_isClosing = false;
};

} // namespace livebelt
