// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/LiveTasks.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/VirtualClock.h>

#include <QCoreApplication>

namespace livebelt::guide {

// [clock]
Task<void> waitAnHour(bool *isOver)
{
    co_await sleepFor(1h);
    *isOver = true;
}

bool anHourPasses()
{
    const VirtualClock clock;
    bool isOver = false;
    Scope scope;
    scope.spawn(waitAnHour(&isOver));
    while (!isOver)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return clock.elapsed() == 1h;
}
// [clock]

// [live]
QByteArray whatRuns()
{
    bool isOver = false;
    Scope scope;
    scope.spawn(waitAnHour(&isOver));
    return describe(liveTasks());
}
// [live]

// [rules]
Task<bool> isEven(int number)
{
    co_await sleepFor(0ms);
    co_return number % 2 == 0;
}

Task<int> choose(bool isFirst)
{
    if (isFirst)
        co_return 1;
    co_await sleepFor(0ms);
    co_return 2;
}

Task<int> rightForms(AsyncIterator<int> items)
{
    int result = 0;
    while (auto item = co_await items.next()) {   // an item declared in the condition is fine
        const bool even = co_await isEven(*item); // any other result is named before it is tested
        if (!even)
            continue;
        const int chosen = co_await choose(true);
        result += chosen;
    }
    co_return result;
}
// [rules]

} // namespace livebelt::guide
