// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Scope.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/operators/Pipe.h>
#include <livebelt/async/operators/PumpTogether.h>

namespace livebelt::async {

namespace detail {

template<typename T>
Task<void> pumpThere(QObject *context, AsyncIterator<T> items, Channel<T> channel, std::size_t together)
{
    auto function = [moved = std::move(items), channel, together]() mutable {
        return pumpTogether(std::move(moved), channel, together);
    };
    try {
        co_await onThread(context, std::move(function));
    } catch (...) {
        channel.fail(std::current_exception()); // ThreadGone: the pump itself throws nothing
    }
}

template<typename T>
AsyncIterator<T> runOn(AsyncIterator<T> items, QObject *context, quint64 capacity)
{
    Channel<T> channel(capacity);
    Scope running;
    running.spawn(pumpThere(context, std::move(items), channel, std::min<quint64>(capacity, 64)));
    while (true) {
        Batch<T> batch = co_await channel.receiveBatch(capacity);
        if (batch.items.empty())
            break;
        for (std::size_t i = 0; i < batch.items.size(); ++i) {
            if constexpr (std::is_same_v<T, bool>)
                co_yield bool(batch.items[i]); // a std::vector<bool> has no item to move from
            else
                co_yield std::move(batch.items[i]);
        }
    }
}

} // namespace detail

/// Runs the source, from the first next() on, on the thread of context, such as Worker::context(); the items come back
/// to the consumer's thread, in order. Those that are ready while the consumer is busy travel together, up to 64. The
/// source runs ahead: at most capacity items are about to leave, as many on the way, and as many have arrived; then it
/// waits for the consumer. Its end and its error come after its items. Where the thread or context ends first,
/// ThreadGone does.
///
/// source has not been started, and what it refers to lives on that thread or belongs to both. context is there at the
/// first next(). Destroying it returns at once: the source is cancelled there, at its next wait, and unwound on its own
/// thread; items on the way are lost. Cancelling a wait loses no item.
///
///     auto records = readFile(path) | map(parse) | flowOn(worker.context()) | batch(1000);
inline auto flowOn(QObject *context, quint64 capacity = 256)
{
    return [context, capacity]<typename T>(AsyncIterator<T> items) {
        return detail::runOn(std::move(items), context, capacity);
    };
}

} // namespace livebelt::async
