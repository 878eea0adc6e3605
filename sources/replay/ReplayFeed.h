// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

#include <chrono>
#include <functional>

namespace livebelt {

/// The records of one feed of a capture, the oldest first; called on the I/O thread. It throws std::runtime_error with a sentence
/// where the capture cannot be read. feed is a name or an address, or empty.
using RecordSupply = std::function<async::AsyncIterator<Record>(QString path, QString feed)>;

/// A captured feed again, at its own speed or another. Each record is received now; its time is the original's, or else
/// when it was received then. Notices of the original come as events, so that they are not taken for this feed's own.
class ReplayFeed final : public Feed
{
public:
    struct Options {
        QString path;
        QString feed;
        double speed = 1; ///< 0: as fast as it is taken
        bool loop = false;
        std::chrono::milliseconds greatestGap{10'000};
    };

    ReplayFeed(Options options, RecordSupply supply) : m_options(std::move(options)), m_supply(std::move(supply)) {}

    async::AsyncIterator<Record> records() override;
    async::Task<void> close() override;

private:
    async::AsyncIterator<Record> replay();

    Options m_options;
    RecordSupply m_supply;
    bool m_isClosed = false;
};

} // namespace livebelt
