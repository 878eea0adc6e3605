// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Scope.h>
#include <livebelt/async/operators/Pipe.h>
#include <livebelt/async/operators/Pump.h>

namespace livebelt::async {

namespace detail {
template<typename T, typename Cost>
AsyncIterator<T> buffered(AsyncIterator<T> items, Channel<T, Cost> channel)
{
    Scope running;
    running.spawn(pump(std::move(items), channel));
    while (auto item = co_await channel.receive())
        co_yield std::move(*item);
}
} // namespace detail

/// Lets the source run ahead of the consumer, from the first next() on, through a channel: its capacity is the bound,
/// its policy says what happens when the consumer is slower for long, its statistics() are for whoever keeps a copy.
/// With Overflow::Fail the items in the channel come before BufferOverflow is thrown. Order is kept. At the end of the
/// source, or its error, the rest is handed on first.
///
/// When it is destroyed the source and what the channel holds go. Cancelling a wait loses no item. One thread; a source
/// that never waits runs ahead for a slice at a time.
///
///     Channel<Reading> channel(1000, Overflow::DropOldest);
///     auto readings = sensor() | buffer(channel);              // ... channel.statistics().dropped
template<typename T, typename Cost>
auto buffer(Channel<T, Cost> channel)
{
    return [channel = std::move(channel)](AsyncIterator<T> items) {
        return detail::buffered<T, Cost>(std::move(items), channel);
    };
}

/// The same with a channel of its own, of so many items.
inline auto buffer(quint64 capacity, Overflow policy = Overflow::Block)
{
    return [capacity, policy]<typename T>(AsyncIterator<T> items) {
        return detail::buffered<T, UnitCost>(std::move(items), Channel<T>(capacity, policy));
    };
}

} // namespace livebelt::async
