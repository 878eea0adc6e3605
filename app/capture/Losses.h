// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include <livebelt/async/Channel.h>

#include <mutex>

namespace livebelt {

/// The weight of a record in a buffer: bytes.
struct RecordCost
{
    quint64 operator()(const Record &record) const { return quint64(record.footprint()); }
};
using RecordChannel = async::Channel<Record, RecordCost>;

/// Drops the oldest records of a channel to make room, and keeps account of them until the one who takes the others
/// asks: in items, as a Notice may stand for many, or for none. What a feed says of its connection is not lost. Any
/// thread; both ends of the channel go through the same Losses.
class Losses
{
public:
    /// What was taken, and what was lost just before it.
    struct Taken
    {
        async::Batch<Record> batch;
        Records notices;     ///< of those before it, what is worth telling
        quint64 items = 0;   ///< lost before it
        quint64 records = 0; ///< the same, as the channel counts
    };

    void dropOldest(RecordChannel &channel, size_t records);
    /// What is there, without waiting.
    Taken take(RecordChannel &channel, size_t most);

private:
    std::mutex m_mutex; ///< what is lost and what is taken do not overtake each other
    Taken m_lost;
};

} // namespace livebelt
