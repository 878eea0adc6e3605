// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Channel.h>
#include <livebelt/async/Task.h>

namespace livebelt::async {

/// Sends all items, in order, and waits where the channel is full and blocks. It costs one look at the channel for as
/// many as there is room for: the way for large numbers across threads. False: the channel was closed before it had
/// taken all. Destroyed while it waits, it has sent those before the one it waits for.
///
///     const bool isOpen = co_await sendAll(channel, std::move(batch));
template<typename T, typename Cost>
Task<bool> sendAll(Channel<T, Cost> channel, std::vector<T> items)
{
    std::size_t next = 0;
    while (true) {
        next = channel.trySendSome(items, next);
        if (next == items.size())
            break;
        const bool isSent = co_await channel.send(std::move(items[next]));
        if (!isSent)
            co_return false;
        ++next;
    }
    co_return true;
}

} // namespace livebelt::async
