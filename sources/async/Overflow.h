// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>
#include <chrono>
#include <stdexcept>

namespace livebelt::async {

/// What a full buffer does with one more item.
enum class Overflow {
    Block,      ///< the producer waits: back-pressure
    DropOldest, ///< the oldest item makes room
    DropNewest, ///< the new item is not taken
    KeepLatest, ///< all that is queued makes room: only the newest counts
    Fail        ///< the stream ends with BufferOverflow
};

/// Thrown to the consumer of a full buffer whose policy is Fail.
class BufferOverflow : public std::runtime_error
{
public:
    BufferOverflow() : std::runtime_error("a buffer was full: its consumer is too slow for its producer") {}
};

/// What a buffer has seen. received + dropped + depth == sent.
struct BufferStatistics
{
    quint64 sent = 0;                     ///< items given to it, those that were dropped as well
    quint64 received = 0;                 ///< items taken from it
    quint64 dropped = 0;                  ///< items that found no room
    quint64 depth = 0;                    ///< items in it now
    quint64 cost = 0;                     ///< what they weigh, in the unit of the capacity
    quint64 highest = 0;                  ///< the greatest depth so far
    std::chrono::nanoseconds lateness{0}; ///< how long an item taken lately had waited in it, sampled
};

} // namespace livebelt::async
