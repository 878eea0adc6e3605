// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Channel.h>
#include <livebelt/async/Task.h>

namespace livebelt::async::detail {

/// Sends all items into the channel, and closes it at the end, or fails it with the error.
template<typename T, typename Cost>
Task<void> pump(AsyncIterator<T> items, Channel<T, Cost> channel)
{
    try {
        bool isOpen = true;
        while (isOpen) {
            auto item = co_await items.next();
            if (!item)
                break;
            isOpen = co_await channel.send(std::move(*item));
        }
        channel.close();
    } catch (...) {
        channel.fail(std::current_exception());
    }
}

} // namespace livebelt::async::detail
