// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>
#include <livebelt/async/operators/Sharing.h>

namespace livebelt::async {

/// A stream for many consumers, which share() makes; each gets every item, through a buffer of its own. A handle:
/// copies share the stream, on any thread.
///
/// The source runs on the thread that called share(), from its event loop, from the first subscribe() on, so those who
/// subscribe in the same turn miss nothing. It is destroyed when its last subscriber is (at once on its own thread,
/// else soon), and it is not held by the handles, except before it starts.
///
/// Order is each subscriber's as the source's. How far the source runs ahead, each subscriber says for itself:
/// Overflow::Block makes the source wait for this one, and thereby all others; with DropOldest, DropNewest and
/// KeepLatest only this one misses items, and the next that it gets says how many; with Fail this one's stream ends
/// with BufferOverflow. Items dropped just before the end are only in the statistics(). End and error reach everyone,
/// behind what is in his buffer; who comes later, gets what is replayed, and them. Where the source's thread ends
/// first, ThreadGone does. Safe to cancel: a subscriber that is destroyed while it waits loses nothing.
///
///     const auto prices = share(pricesOf(feed));
///     auto chart = prices.subscribe(1, Overflow::KeepLatest); // never behind
///     auto log = prices.subscribe(10'000);                    // log->lagged, where it could not follow
template<typename T>
class Shared
{
public:
    /// What share() makes.
    explicit Shared(std::shared_ptr<detail::Sharing<T>> sharing) : m_sharing(std::move(sharing)) {}

    /// All items from now on, and before them those that are replayed, at most capacity. The subscription begins with
    /// the call and ends when the iterator is destroyed, or has ended.
    AsyncIterator<Received<T>> subscribe(quint64 capacity = 1024, Overflow policy = Overflow::DropOldest) const
    {
        return detail::receivedBy<T>(std::make_unique<detail::Subscription<T>>(m_sharing, capacity, policy));
    }
    /// Of each subscriber's buffer, in the order they came.
    std::vector<BufferStatistics> statistics() const { return m_sharing->statistics(); }

private:
    std::shared_ptr<detail::Sharing<T>> m_sharing;
};

/// items for many consumers, which each get a copy of their own. Who comes late gets the newest `replay` items first.
/// After the last subscriber has gone, the stream has ended.
template<Stream S>
auto share(S items, std::size_t replay = 0)
{
    using T = typename S::value_type;
    const auto source = std::make_shared<AsyncIterator<T>>(std::move(items));
    const auto take = [source] { return std::move(*source); };
    return Shared<T>(std::make_shared<detail::Sharing<T>>(take, false, replay));
}

/// The same for what make() returns, a stream. It is called on this thread, again for the first subscriber that comes
/// after the last has gone.
template<std::invocable Make>
    requires Stream<std::invoke_result_t<Make &>>
auto share(Make make, std::size_t replay = 0)
{
    using T = typename std::invoke_result_t<Make &>::value_type;
    return Shared<T>(std::make_shared<detail::Sharing<T>>(std::move(make), true, replay));
}

} // namespace livebelt::async
