// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/operators/Buffer.h>
#include <livebelt/async/operators/Map.h>

#include <QTest>

using namespace livebelt::test;

namespace {

AsyncIterator<int> untilToldTo(int count, int *made, Event *end)
{
    while (*made < count)
        co_yield int((*made)++);
    co_await end->wait();
}

} // namespace

class tst_BufferOperator : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLaws()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | buffer(4); }, 6), QStringList());
        Channel<int> unused(1);
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | buffer(Channel<int>(1)); }, 3),
                 QStringList());
    }

    void theSourceRunsAheadAsFarAsTheBound()
    {
        int made = 0;
        Event end;
        auto items = untilToldTo(100, &made, &end) | buffer(10);
        settle();
        QCOMPARE(made, 0);
        QList<int> got;
        run(gather(&items, &got, 1));
        settle();
        QCOMPARE(made, 12); // one is taken, ten are in the buffer, one waits for its place
        end.set();
        run(gather(&items, &got));
        QCOMPARE(got, upTo(100));
    }

    void aPolicyDropsAndCounts()
    {
        int made = 0;
        Event end;
        Channel<int> channel(10, Overflow::DropOldest);
        auto items = untilToldTo(100, &made, &end) | buffer(channel);
        QList<int> got;
        run(gather(&items, &got, 1));
        settle();
        QCOMPARE(made, 100);
        end.set();
        run(gather(&items, &got));
        // The first item may be taken between two slices of the source, before what would have dropped it.
        QVERIFY2(got.size() == 10 || got.size() == 11, qPrintable(QString::number(got.size())));
        QVERIFY(std::is_sorted(got.begin(), got.end()));
        QCOMPARE(got.mid(got.size() - 9), upTo(100).mid(91));
        QCOMPARE(channel.statistics().dropped, quint64(100 - got.size()));
    }

    void anOverflowThatIsAnErrorComesAfterTheItems()
    {
        const QStringList seen = run(outcome(numbers(100) | buffer(3, Overflow::Fail)));
        QCOMPARE(seen.first(3), (QStringList{u"0"_s, u"1"_s, u"2"_s}));
        QCOMPARE(seen.size(), 5);
        QCOMPARE(seen.last(), u"end"_s);
    }

    void anErrorComesAfterTheItems()
    {
        QCOMPARE(run(outcome(failingAfter(3, false) | buffer(10))),
                 (QStringList{u"0"_s, u"1"_s, u"2"_s, u"broken"_s, u"end"_s}));
    }

    void closingItsChannelEndsTheSource()
    {
        QStringList log;
        int made = 0;
        Channel<int> channel(2);
        auto items = watched(&log, endless(&made)) | buffer(channel);
        QList<int> got;
        run(gather(&items, &got, 1));
        channel.close();
        QTRY_COMPARE(log.size(), 1);
        run(gather(&items, &got));
        QVERIFY(got.size() >= 3);
    }

    void itemsThatCannotBeCopiedPass()
    {
        const auto look = [](std::unique_ptr<int> item) { return *item; };
        QCOMPARE(all(owned(10) | buffer(3) | map(look)), upTo(10));
    }
};

QTEST_GUILESS_MAIN(tst_BufferOperator)
#include "tst_BufferOperator.moc"
