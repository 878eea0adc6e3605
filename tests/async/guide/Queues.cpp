// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/operators/Share.h>

namespace livebelt::guide {

// [channel]
Task<void> produce(Channel<int> channel)
{
    for (int i = 1; i <= 100; ++i)
        co_await channel.send(i); // waits while the channel is full
    channel.close();
}

Task<int> exchange()
{
    Channel<int> channel(4);
    Scope scope;
    scope.spawn(produce(channel));
    int total = 0;
    while (auto item = co_await channel.receive())
        total += *item;
    co_return total;
}
// [channel]

// [statistics]
BufferStatistics overrun()
{
    Channel<int> channel(3, Overflow::DropOldest);
    for (int i = 0; i < 10; ++i)
        channel.trySend(i);
    return channel.statistics(); // sent 10, dropped 7, depth 3
}
// [statistics]

// [share]
Task<void> watch(AsyncIterator<Received<int>> readings, Clock::Duration pause, Seen *seen)
{
    while (auto reading = co_await readings.next()) {
        ++seen->items;
        seen->lagged += reading->lagged;
        co_await sleepFor(pause);
    }
}

Task<void> watchTogether(AsyncIterator<int> readings, Seen *fast, Seen *slow)
{
    const auto shared = share(std::move(readings));
    Scope scope;
    scope.spawn(watch(shared.subscribe(), 0s, fast));
    scope.spawn(watch(shared.subscribe(1, Overflow::KeepLatest), 10s, slow));
    co_await scope.join();
}
// [share]

} // namespace livebelt::guide
