// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>
#include <livebelt/async/TimeSpan.h>

#include <stdexcept>

namespace livebelt::async {

/// How much a cache keeps, and for how long.
struct CacheOptions
{
    quint64 capacity = 256; ///< in the unit of Cost; one answer by default
    /// For how long an answer counts.
    TimeSpan timeToLive = std::chrono::minutes(5);
    /// Of errors, and of an empty std::optional. Zero: they are not kept.
    TimeSpan negativeTimeToLive = std::chrono::seconds(10);
};

/// hits + misses + shared is the number of calls of get() that were awaited.
struct CacheStatistics
{
    quint64 hits = 0;      ///< answered from what was there
    quint64 misses = 0;    ///< started a look-up
    quint64 shared = 0;    ///< joined a look-up under way
    quint64 evictions = 0; ///< answers that made room for others
    quint64 expired = 0;   ///< answers that were asked for after their time
    quint64 cancelled = 0; ///< look-ups that nobody waited for any more
    quint64 size = 0;      ///< answers in it now
    quint64 cost = 0;      ///< what they weigh
};

/// Thrown at those who wait for an answer of a cache that is destroyed.
class CacheGone : public std::runtime_error
{
public:
    CacheGone() : std::runtime_error("the cache was destroyed before it had the answer") {}
};

} // namespace livebelt::async
