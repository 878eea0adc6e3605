// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/SendAll.h>

namespace livebelt::async::detail {

/// Sends all items into the channel, and closes it at the end, or fails it with the error. While nobody waits for them,
/// items that are ready travel together, at most so many.
template<typename T, typename Cost>
Task<void> pumpTogether(AsyncIterator<T> items, Channel<T, Cost> channel, std::size_t together)
{
    std::vector<T> ready;
    std::exception_ptr error;
    try {
        bool isOpen = true;
        while (isOpen) {
            auto next = items.borrow().operator co_await();
            const bool isReady = next.await_ready();
            if (!ready.empty() && (!isReady || ready.size() >= together || channel.isWaitedFor())) {
                isOpen = co_await sendAll(channel, std::exchange(ready, {}));
                if (!isOpen)
                    break;
            }
            T *const item = co_await next;
            if (!item)
                break;
            ready.push_back(std::move(*item));
        }
    } catch (...) {
        error = std::current_exception();
    }
    if (!ready.empty())
        co_await sendAll(channel, std::move(ready));
    channel.fail(std::move(error));
}

} // namespace livebelt::async::detail
