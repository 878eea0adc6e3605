// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/NextOrDeadline.h>
#include <livebelt/async/operators/Pipe.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace livebelt::async {

namespace detail {

template<typename T>
[[gnu::cold]] AsyncIterator<std::vector<T>> batched(AsyncIterator<T> given, std::size_t size,
                                                    std::optional<Clock::Duration> time)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    std::vector<T> batch;
    std::optional<Clock::TimePoint> due;
    while (true) {
        Arrival<T> next = co_await NextOrDeadline<T>(items, due);
        if (next.item) {
            if (batch.empty() && time)
                due = deadlineIn(*time);
            batch.push_back(std::move(*next.item));
            // Where it never waits nothing else tells it that the time is up; a look at the clock costs more than an
            // item.
            const bool isTimeUp = due && batch.size() % 16 == 0 && hasCome(*due);
            if (batch.size() < size && !isTimeUp)
                continue;
        }
        due.reset();
        if (std::vector<T> full = std::exchange(batch, {}); !full.empty())
            co_yield std::move(full);
        if (next.isLast()) {
            next.rethrow();
            co_return;
        }
    }
}

inline auto batch(std::size_t size, std::optional<Clock::Duration> time)
{
    return [size = std::max<std::size_t>(size, 1), time]<typename T>(AsyncIterator<T> items) {
        return batched<T>(std::move(items), size, time);
    };
}

} // namespace detail

/// The items in batches, each a std::vector with at least one: by size, a batch is delivered when it has so many; by
/// time, so long after its first item was taken; by both, on whichever comes first.
///
/// In order. At the end, and before an error, the rest is delivered. The time is the thread's clock's. Holds one batch,
/// at most size items: by time alone it is as many as come in that time. While the consumer is busy nothing is taken:
/// what comes meanwhile waits in the source. Safe to cancel: a consumer that is destroyed while it waits loses nothing;
/// destroying the iterator destroys the items it holds.
///
///     auto rows = records | batch(500, 20ms);
///     while (auto some = co_await rows.next())
///         model.append(std::move(*some));
inline auto batch(std::size_t size)
{
    return detail::batch(size, std::nullopt);
}

inline auto batch(std::size_t size, TimeSpan time)
{
    return detail::batch(size, time);
}

inline auto batch(TimeSpan time)
{
    return detail::batch(std::numeric_limits<std::size_t>::max(), time);
}

} // namespace livebelt::async
