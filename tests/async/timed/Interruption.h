// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/timed/Timeline.h"

#include <QTest>

namespace livebelt::test {

/// What a consumer has got that is cancelled, and what it has in the end, having come back much later.
template<typename T>
struct Interrupted
{
    QList<T> before;
    QList<T> all;
};

template<typename S>
auto interruptedAt(Milliseconds time, S items)
{
    using T = typename S::value_type;
    VirtualClock clock(VirtualClock::Mode::Manual);
    AsyncIterator<T> own = std::move(items);
    QList<T> got;
    {
        Scope scope;
        scope.spawn(collectFrom(&own, &got));
        clock.advance(time);
    }
    clock.advance(1h);
    Interrupted<T> interrupted{got, {}};
    run(collectFrom(&own, &got));
    interrupted.all = std::move(got);
    return interrupted;
}

/// Rows for a test of destroyedAt() whose source gives an item after 10 ms.
inline void addMomentsOfWaiting()
{
    QTest::addColumn<Milliseconds>("time");
    QTest::newRow("for an item") << Milliseconds(5);
    QTest::newRow("for an item or the time") << Milliseconds(20);
}

/// play(), which writes down when it is destroyed.
inline AsyncIterator<int> markedPlay(QStringList *log, Timeline timeline)
{
    const Mark mark(log, u"source"_s);
    auto items = play(std::move(timeline));
    while (auto item = co_await items.next())
        co_yield int(*item);
}

template<typename S>
Task<void> markedConsumer(QStringList *log, S items)
{
    const Mark mark(log, u"consumer"_s);
    S own = std::move(items);
    while (auto item = co_await own.next())
        log->append(u"item"_s);
    log->append(u"end"_s);
}

/// What a consumer of items, which log, sees when it is destroyed at that time, and ever after.
template<typename S>
QStringList destroyedAt(VirtualClock *clock, Milliseconds time, QStringList *log, S items)
{
    auto scope = std::make_unique<Scope>();
    scope->spawn(markedConsumer<S>(log, std::move(items)));
    clock->advance(time);
    log->append(u"destroyed"_s);
    scope.reset();
    clock->advance(std::chrono::hours(1));
    settle();
    return *log;
}

} // namespace livebelt::test
