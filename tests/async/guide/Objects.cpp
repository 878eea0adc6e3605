// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/Timers.h>
#include <livebelt/async/tasks/Actor.h>
#include <livebelt/async/tasks/AsyncCache.h>
#include <livebelt/async/tasks/WhenAll.h>

namespace livebelt::guide {

// [actor]
class Counter
{
public:
    int add(int value) { return m_total += value; }
    Task<void> addSlowly(int value)
    {
        co_await sleepFor(5ms);
        m_total += value;
    }

private:
    int m_total = 0;
};

Task<int> countWithAnActor(QObject *context)
{
    Actor<Counter> counter(context, [] { return std::make_unique<Counter>(); });
    counter.tell(&Counter::addSlowly, 1);
    const int total = co_await counter.ask(&Counter::add, 2); // handled after the first message has ended
    co_await counter.stop();
    co_return total;
}
// [actor]

// [cache]
Task<CacheStatistics> lookUpTwice(QString path)
{
    AsyncCache<QString, QByteArray> titles(firstLine);
    co_await whenAll(titles.get(path), titles.get(path)); // one look-up for both
    co_await titles.get(path);                            // none
    co_return titles.statistics();
}
// [cache]

} // namespace livebelt::guide
