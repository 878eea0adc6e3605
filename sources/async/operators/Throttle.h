// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Slots.h>
#include <livebelt/async/operators/NextOrDeadline.h>
#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

/// What throttle() does with the newest of the items that came too soon.
enum class Trailing {
    Drop,
    Deliver ///< when the interval is over, or the stream
};

namespace detail {

template<typename T>
[[gnu::cold]] AsyncIterator<T> throttled(AsyncIterator<T> given, Clock::Duration interval, Trailing trailing)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    std::optional<T> newest;                   // waits for the interval to be over
    Clock::TimePoint opens = Clock::TimePoint::min();
    while (true) {
        const std::optional<Clock::TimePoint> due = newest ? std::optional(opens) : std::nullopt;
        Arrival<T> next = co_await NextOrDeadline<T>(items, due);
        if (next.item) {
            const bool isOpen = hasCome(opens);
            if (isOpen || trailing == Trailing::Deliver)
                refill(newest, next.item);
            if (!isOpen)
                continue;
        }
        if (std::optional<T> item = std::exchange(newest, std::nullopt)) {
            opens = deadlineIn(interval);
            co_yield std::move(*item);
        }
        if (next.isLast()) {
            next.rethrow();
            co_return;
        }
    }
}

} // namespace detail

/// The first item, and from then on at most one in each interval, which begins when an item is handed over; the items
/// in between are dropped. With Trailing::Deliver the newest of those comes when the interval is over, and begins the
/// next one: so the last word is always heard.
///
/// In order. At the end, and before an error, an item that is held for the end of its interval is delivered at once.
/// The time is the thread's clock's. Holds one item. While the consumer is busy nothing is taken: what comes meanwhile
/// waits in the source, and its oldest passes first. Safe to cancel: a consumer that is destroyed while it waits loses
/// nothing; destroying the iterator destroys the item it holds.
///
///     auto positions = signalsOf(slider, &QSlider::valueChanged) | throttle(50ms, Trailing::Deliver);
inline auto throttle(TimeSpan interval, Trailing trailing = Trailing::Drop)
{
    return [interval, trailing]<typename T>(AsyncIterator<T> items) {
        return detail::throttled<T>(std::move(items), interval, trailing);
    };
}

} // namespace livebelt::async
