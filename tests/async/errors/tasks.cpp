// SPDX-License-Identifier: MIT
#include <livebelt/async/FutureResults.h>
#include <livebelt/async/Task.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/tasks/WhenAny.h>

using namespace livebelt::async;

Task<int> load();

Task<int> twice(Task<int> task)
{
    // says: a Task is awaited once, and is given away by that: co_await std::move(task)
    const int result = co_await task;
    co_return 2 * result;
}

Task<void> either(Task<int> task)
{
    // says: whenAny() takes what can be awaited; a Task is given away by that: std::move(task)
    co_await whenAny(task, sleepFor(std::chrono::seconds(1)));
}

Task<void> wait(AsyncIterator<int> items)
{
    // says: this cannot be awaited: a stream gives its next() item, a function has to be called
    co_await items;
}

Task<void> call()
{
    // says: this cannot be awaited: a stream gives its next() item, a function has to be called
    co_await load;
}

// says: resultsOf() gives copies of the results
AsyncIterator<std::unique_ptr<int>> results(QFuture<std::unique_ptr<int>> future)
{
    return resultsOf(std::move(future));
}
