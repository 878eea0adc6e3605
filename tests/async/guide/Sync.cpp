// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>

namespace livebelt::guide {

// [semaphore]
Task<QByteArray> firstLineInTurn(QString path, Semaphore *places)
{
    const Permit place = co_await places->acquire(); // up to the end of the function
    const QByteArray line = co_await firstLine(path);
    co_return line;
}
// [semaphore]

// [mutex]
class Account
{
public:
    int total() const { return m_total; }
    Task<void> add(int amount)
    {
        const Permit lock = co_await m_mutex.lock();
        const int before = m_total;
        co_await sleepFor(1ms); // nobody else changes it meanwhile
        m_total = before + amount;
    }

private:
    int m_total = 0;
    Mutex m_mutex;
};
// [mutex]

// [latch]
Task<void> prepare(Latch ready)
{
    co_await sleepFor(10ms);
    ready.countDown();
}

Task<bool> startTogether()
{
    Latch ready(3);
    Scope scope;
    for (int i = 0; i < 3; ++i)
        scope.spawn(prepare(ready));
    co_await ready.wait();
    co_return ready.isOpen();
}
// [latch]

// [limiter]
Task<void> sendSlowly(QStringList messages, RateLimiter *limiter, QStringList *sent)
{
    for (const QString &message : messages) {
        co_await limiter->turn();
        sent->append(message);
    }
}
// [limiter]

Task<int> twoPayments()
{
    Account account;
    Scope scope;
    scope.spawn(account.add(1));
    scope.spawn(account.add(2));
    co_await scope.join();
    co_return account.total();
}

} // namespace livebelt::guide
