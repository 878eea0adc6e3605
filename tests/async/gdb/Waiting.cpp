// SPDX-License-Identifier: MIT
#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>

#include <QCoreApplication>

using namespace livebelt::async;

/// Where the debugger looks, with one task that has not started and one stream that waits.
[[gnu::noinline]] void lookHere(const Task<int> &task, const AsyncIterator<int> &stream)
{
    asm volatile("" : : "r"(&task), "r"(&stream), "r"(Loop::current().firstWaiting()) : "memory");
    QCoreApplication::exit();
}

static AsyncIterator<int> plates()
{
    co_await sleepFor(std::chrono::hours(1));
    co_yield 1;
}

static Task<int> later()
{
    co_return 1;
}

static Task<void> eat(AsyncIterator<int> *stream)
{
    while (auto plate = co_await stream->next())
        continue;
}

static Task<void> look(AsyncIterator<int> *stream)
{
    co_await sleepFor(std::chrono::milliseconds(1));
    const Task<int> task = later();
    lookHere(task, *stream);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    AsyncIterator<int> stream = plates();
    Scope scope;
    scope.spawn(eat(&stream));
    scope.spawn(look(&stream));
    return QCoreApplication::exec();
}
