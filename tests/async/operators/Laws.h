// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/Support.h"
#include <livebelt/async/Channel.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

template<typename S, typename T>
Task<void> gather(S *items, QList<T> *to, qsizetype atMost = -1)
{
    while (atMost < 0 || to->size() < atMost) {
        auto item = co_await items->next();
        if (!item)
            break;
        to->append(std::move(*item));
    }
}

template<typename S>
Task<void> gatherSlowly(S *items, QList<int> *to)
{
    while (auto item = co_await items->next()) {
        to->append(*item);
        for (int turn = 0; turn < 3; ++turn)
            co_await sleepFor(0ms);
    }
}

/// The items of a stream, all of them or the first ones.
template<typename T = int, typename S>
QList<T> all(S items, qsizetype atMost = -1)
{
    QList<T> got;
    run(gather(&items, &got, atMost));
    return got;
}

inline AsyncIterator<int> endless(int *made)
{
    while (true)
        co_yield int((*made)++);
}

inline AsyncIterator<int> endingLater()
{
    co_await sleepFor(0ms);
}

inline AsyncIterator<int> failingAfter(int count, bool wait)
{
    for (int i = 0; i < count; ++i)
        co_yield int(i);
    if (wait)
        co_await sleepFor(0ms);
    throw std::runtime_error("broken");
}

/// Writes down when it is destroyed.
inline AsyncIterator<int> watched(QStringList *log, AsyncIterator<int> given, QString name = u"source"_s)
{
    const Mark mark(log, name);
    AsyncIterator<int> items = std::move(given);
    while (auto item = co_await items.next())
        co_yield int(*item);
}

/// What it is given goes when it is destroyed, not when it ends.
inline AsyncIterator<int> holding(std::shared_ptr<int>, AsyncIterator<int> given)
{
    AsyncIterator<int> items = std::move(given);
    while (auto item = co_await items.next())
        co_yield int(*item);
}

inline AsyncIterator<std::unique_ptr<int>> owned(int count)
{
    for (int i = 0; i < count; ++i)
        co_yield std::make_unique<int>(i);
}

/// What the consumer sees: the items, and whether it is told of the error and then of the end.
template<typename S>
Task<QStringList> outcome(S items)
{
    QStringList seen;
    for (int turn = 0; turn < 8 && !seen.endsWith(u"end"_s); ++turn) {
        try {
            auto item = co_await items.next();
            seen.append(item ? QString::number(*item) : u"end"_s);
        } catch (const std::runtime_error &error) {
            seen.append(QString::fromUtf8(error.what()));
        }
    }
    co_return seen;
}

inline QList<int> upTo(int count)
{
    QList<int> list;
    for (int i = 0; i < count; ++i)
        list.append(i);
    return list;
}

/// The laws that every operator keeps which, used as make uses it, passes all its items on. Returns those it breaks.
/// Ahead says how many items it may have taken from its source beyond those that it has been asked for.
template<typename Make>
QStringList brokenLaws(Make make, int ahead = 0)
{
    QStringList broken;
    const auto expect = [&broken](bool holds, const char *law) {
        if (!holds)
            broken.append(QString::fromUtf8(law));
    };
    const QStringList failed{u"0"_s, u"1"_s, u"broken"_s, u"end"_s};
    expect(all(make(numbers(0))).isEmpty(), "empty input ends at once");
    expect(all(make(numbers(100))) == upTo(100), "order and end");
    expect(all(make(waitingNumbers(20))) == upTo(20), "order and end, of a source that waits");
    expect(run(outcome(make(failingAfter(2, false)))) == failed, "an error is thrown once, then it has ended");
    expect(run(outcome(make(failingAfter(2, true)))) == failed, "an error after a wait");
    {
        int made = 0;
        auto items = make(endless(&made));
        settle();
        expect(made == 0, "lazy");
        QList<int> got;
        run(gather(&items, &got, 3));
        settle();
        expect(got == upTo(3) && made <= 3 + ahead, "infinite input is pulled as far as it is asked for");
    }
    {
        auto items = make(waitingNumbers(20));
        QList<int> got;
        run(gatherSlowly(&items, &got));
        expect(got == upTo(20), "a slow consumer gets all");
    }
    {
        QStringList log;
        Channel<int> channel(10);
        auto items = make(watched(&log, channel.items()));
        QList<int> got;
        {
            Scope scope;
            scope.spawn(gather(&items, &got));
            settle();
        }
        settle();
        int seven = 7;
        channel.trySend(seven);
        settle();
        run(gather(&items, &got, 1));
        expect(got == QList<int>{7} && log.isEmpty(), "a cancelled wait loses no item");
        channel.close();
        run(gather(&items, &got));
        expect(log == QStringList{u"source"_s}, "at the end the source has gone");
    }
    {
        QStringList log;
        Channel<int> channel(10);
        QList<int> got;
        Scope scope;
        {
            auto items = std::make_unique<decltype(make(channel.items()))>(make(watched(&log, channel.items())));
            scope.spawn(gather(items.get(), &got, 1));
            settle();
            expect(!scope.isEmpty(), "it waits");
            auto moved = std::move(*items);
            items.reset();
            int seven = 7;
            channel.trySend(seven);
            settle();
            expect(got == QList<int>{7}, "it may be moved while it is awaited");
            AsyncIterator<int> last = std::move(moved);
            QList<int> more;
            scope.cancel();
            scope = Scope();
            scope.spawn(gather(&last, &more));
            settle();
        }
        expect(log == QStringList{u"source"_s}, "destruction while it is awaited unwinds the source at once");
        settle();
        expect(scope.isEmpty(), "whoever awaits it sees the end, from a wake");
    }
    return broken;
}

} // namespace livebelt::test
