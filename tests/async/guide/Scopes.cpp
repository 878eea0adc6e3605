// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/ScopesEnd.h>
#include <livebelt/async/SpawnOn.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/WaitFor.h>
#include <livebelt/async/tasks/UntilStopped.h>
#include <livebelt/async/tasks/WithTimeout.h>

namespace livebelt::guide {

// [elements]
AsyncIterator<QString> namesOf(const QObject *object)
{
    co_yield object->objectName();
    for (const QObject *child : object->children())
        co_yield elementsOf(namesOf(child));
}
// [elements]

// [handle]
Task<int> firstOfTwo(Task<int> one, Task<int> other)
{
    Scope scope;
    Spawned<int> first = scope.spawn(std::move(one), "the one we want");
    Spawned<int> second = scope.spawn(std::move(other));
    const int result = co_await first; // or its error is thrown here
    second.cancel();
    co_return result;
}
// [handle]

// [slots]
class Search : public QObject
{
public:
    Search(const QObject *field, QStringList *found) : m_found(found)
    {
        const auto look = [this](QString text) { return lookFor(std::move(text)); };
        spawnOn(m_scope, field, &QObject::objectNameChanged, look, WhileRunning::Restart);
    }

private:
    Task<void> lookFor(QString text)
    {
        co_await sleepFor(200ms);
        m_found->append(text);
    }

    QStringList *m_found;
    Scope m_scope;
};
// [slots]

std::unique_ptr<QObject> makeSearch(const QObject *field, QStringList *found)
{
    return std::make_unique<Search>(field, found);
}

// [waitFor]
int countdownAtOnce()
{
    return waitFor(sum(countdown(3)));
}
// [waitFor]

// [deadline]
Task<int> bothWithin(TimeSpan time, Task<int> first, Task<int> second)
{
    const auto deadline = deadlineIn(time);
    int total = co_await withTimeout(std::move(first), deadline);
    total += co_await withTimeout(std::move(second), deadline); // has what is left of the time
    co_return total;
}
// [deadline]

// [stop]
Task<bool> finishes(Task<int> work, std::stop_token token)
{
    try {
        co_await untilStopped(std::move(work), token);
    } catch (const TaskCancelled &) {
        co_return false;
    }
    co_return true;
}
// [stop]

} // namespace livebelt::guide
