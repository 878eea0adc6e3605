// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/async/Growth.h"

#include "tests/bench/async/Measure.h"
#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Scope.h>

#include <QCoreApplication>
#include <cstdio>

namespace livebelt::bench {

using namespace livebelt::async;

namespace {

AsyncIterator<int> endless()
{
    for (int i = 0;; ++i)
        co_yield int(i);
}

AsyncIterator<int> passedOn(AsyncIterator<int> items)
{
    while (auto item = co_await items.next())
        co_yield int(*item);
}

Task<void> pull(AsyncIterator<int> *items, int count)
{
    for (int i = 0; i < count; ++i)
        co_await items->next();
}

/// One item of each in turn.
Task<void> pullInTurn(std::vector<AsyncIterator<int>> *all, int count)
{
    for (int i = 0; i < count; ++i)
        co_await (*all)[std::size_t(i) % all->size()].next();
}

void run(Task<void> task)
{
    Scope scope;
    scope.spawn(std::move(task));
    while (!scope.isEmpty())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

double costOfLength(int count)
{
    const Path path = [](int n) {
        AsyncIterator<int> items = endless();
        run(pull(&items, n));
    };
    return measure({path}, count, 5).front().nanoseconds;
}

double costOfCompany(int alive)
{
    std::vector<AsyncIterator<int>> all;
    all.reserve(std::size_t(alive));
    for (int i = 0; i < alive; ++i)
        all.push_back(endless());
    const Path path = [&all](int n) { run(pullInTurn(&all, n)); };
    return measure({path}, 1'000'000, 5).front().nanoseconds;
}

double costOfChain(int length)
{
    const Path path = [length](int n) {
        AsyncIterator<int> items = endless();
        for (int i = 0; i < length; ++i)
            items = passedOn(std::move(items));
        run(pull(&items, n));
    };
    return measure({path}, 100'000, 5).front().nanoseconds;
}

} // namespace

void printGrowth()
{
    std::printf("\nns an item, by the length of the stream:  ");
    for (const int count : {1'000, 10'000, 100'000, 1'000'000, 10'000'000})
        std::printf("%10d: %5.1f", count, costOfLength(count));
    std::printf("\nns an item, by how many are alive:        ");
    for (const int alive : {1, 10, 100, 1'000, 10'000})
        std::printf("%10d: %5.1f", alive, costOfCompany(alive));
    std::printf("\nns an item and stage, coroutines in a row:");
    for (const int length : {1, 4, 16, 64})
        std::printf("%10d: %5.1f", length, costOfChain(length) / (length + 1));
    std::printf("\n");
}

} // namespace livebelt::bench
