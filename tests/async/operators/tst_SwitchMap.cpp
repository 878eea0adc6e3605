// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/SwitchMap.h>
#include <livebelt/async/operators/Take.h>

#include <QTest>

using namespace livebelt::test;

namespace {

AsyncIterator<int> single(int item)
{
    co_yield int(item);
}

} // namespace

class tst_SwitchMap : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLaws()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | switchMap(single); }, 1),
                 QStringList());
    }

    void theNewestStreamReplacesTheOneBefore()
    {
        QStringList log;
        Channel<int> outer(4);
        std::vector<Channel<int>> inner;
        inner.reserve(3);
        for (int i = 0; i < 3; ++i)
            inner.emplace_back(4);
        const auto function = [&](int i) { return watched(&log, inner[std::size_t(i)].items(), QString::number(i)); };
        auto items = outer.items() | switchMap(function);
        QList<int> got;
        Scope scope;
        scope.spawn(gather(&items, &got));
        const auto send = [](Channel<int> channel, int item) {
            channel.trySend(item);
            settle();
        };
        send(outer, 0);
        send(inner[0], 1);
        send(inner[0], 2);
        QCOMPARE(got, (QList<int>{1, 2}));
        send(outer, 1);
        QCOMPARE(log, QStringList{u"0"_s});
        send(inner[0], 3);
        send(inner[1], 4);
        QCOMPARE(got, (QList<int>{1, 2, 4}));
        inner[1].close();
        settle();
        QVERIFY(!scope.isEmpty());
        send(outer, 2);
        outer.close();
        send(inner[2], 5);
        QCOMPARE(got, (QList<int>{1, 2, 4, 5}));
        inner[2].close();
        QTRY_VERIFY(scope.isEmpty());
        QCOMPARE(log, (QStringList{u"0"_s, u"1"_s, u"2"_s}));
    }

    void theOneBeforeHasGoneWhenTheFunctionIsCalled()
    {
        QStringList log;
        int most = 0;
        int started = 0;
        const auto function = [&](int) {
            most = std::max(most, ++started - int(log.size()));
            int ignored = 0;
            Channel<int> silent(1);
            silent.trySend(ignored);
            return watched(&log, silent.items());
        };
        auto items = waitingNumbers(5) | switchMap(function);
        QCOMPARE(all(std::move(items), 5).size(), 5);
        QCOMPARE(most, 1);
        QCOMPARE(log.size(), 5);
    }

    void aSourceThatIsAlwaysReadyStarvesNoStream()
    {
        int made = 0;
        int inner = 0;
        const auto function = [&inner](int) { return endless(&inner); };
        QCOMPARE(all(endless(&made) | switchMap(function) | take(5)), upTo(5));
        QVERIFY(made <= 6);
        QVERIFY(made >= 5); // nor does a stream have the turns of those before it
    }

    void anErrorDestroysTheOther()
    {
        QStringList log;
        Channel<int> silent(1);
        const auto waiting = [&](int) { return watched(&log, silent.items()); };
        QCOMPARE(run(outcome(failingAfter(1, true) | switchMap(waiting))), (QStringList{u"broken"_s, u"end"_s}));
        QCOMPARE(log.size(), 1);
        const auto failing = [](int) { return failingAfter(1, true); };
        QCOMPARE(run(outcome(watched(&log, numbers(1)) | switchMap(failing))),
                 (QStringList{u"0"_s, u"broken"_s, u"end"_s}));
        QCOMPARE(log.size(), 2);
        const auto throwing = [](int) -> AsyncIterator<int> { throw std::runtime_error("at once"); };
        QCOMPARE(run(outcome(watched(&log, waitingNumbers(1)) | switchMap(throwing))),
                 (QStringList{u"at once"_s, u"end"_s}));
        QCOMPARE(log.size(), 3);
    }

    void itemsThatCannotBeCopiedPass()
    {
        const auto inner = [](std::unique_ptr<int> item) { return owned(*item + 1); };
        const auto look = [](std::unique_ptr<int> item) { return *item; };
        QCOMPARE(all(owned(1) | switchMap(inner) | map(look)), QList<int>{0});
    }
};

QTEST_GUILESS_MAIN(tst_SwitchMap)
#include "tst_SwitchMap.moc"
