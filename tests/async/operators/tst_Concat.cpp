// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/Concat.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/StartWith.h>

#include <QTest>

using namespace livebelt::test;

class tst_Concat : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLaws()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return concat(std::move(items)); }), QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return concat(numbers(0), std::move(items)); }),
                 QStringList());
        QVERIFY(all(concat(std::vector<AsyncIterator<int>>())).isEmpty());
    }

    void startWithKeepsTheLaws()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | startWith(); }), QStringList());
    }

    void valuesComeBeforeTheSourceIsPulled()
    {
        int made = 0;
        auto items = endless(&made) | startWith(7, short(8));
        QList<int> got;
        run(gather(&items, &got, 2));
        QCOMPARE(got, (QList<int>{7, 8}));
        QCOMPARE(made, 0);
        run(gather(&items, &got, 4));
        QCOMPARE(got, (QList<int>{7, 8, 0, 1}));
        QCOMPARE(run(outcome(failingAfter(0, true) | startWith(1))), (QStringList{u"1"_s, u"broken"_s, u"end"_s}));
        const auto look = [](std::unique_ptr<int> item) { return item ? *item : -1; };
        QCOMPARE(all(owned(1) | startWith(nullptr, std::make_unique<int>(5)) | map(look)), (QList<int>{-1, 5, 0}));
        QCOMPARE(all<bool>(numbers(1) | map([](int) { return true; }) | startWith(false)), (QList<bool>{false, true}));
    }

    void oneComesAfterTheOther()
    {
        const auto negative = [](int i) { return -i; };
        QCOMPARE(all(concat(waitingNumbers(3), numbers(0), numbers(2) | map(negative), waitingNumbers(1))),
                 (QList<int>{0, 1, 2, 0, -1, 0}));
    }

    void aSourceStartsWhenTheOneBeforeHasGone()
    {
        QStringList log;
        int made = 0;
        auto joined = concat(watched(&log, numbers(2), u"first"_s), watched(&log, endless(&made), u"second"_s));
        QList<int> got;
        run(gather(&joined, &got, 2));
        QCOMPARE(made, 0);
        QVERIFY(log.isEmpty());
        run(gather(&joined, &got, 3));
        QCOMPARE(made, 1);
        QCOMPARE(log, QStringList{u"first"_s});
    }

    void anErrorEndsItAndDestroysTheRest()
    {
        QStringList log;
        int made = 0;
        auto joined = concat(numbers(1), failingAfter(1, true), watched(&log, endless(&made)));
        QCOMPARE(run(outcome(std::move(joined))), (QStringList{u"0"_s, u"0"_s, u"broken"_s, u"end"_s}));
        QCOMPARE(made, 0);
    }

    void sourcesAreDestroyedAtTheirEndAndAtAnErrorThoughTheChainStays()
    {
        auto first = std::make_shared<int>(0);
        auto last = std::make_shared<int>(0);
        const std::weak_ptr<int> heldByFirst = first;
        const std::weak_ptr<int> heldByLast = last;
        auto joined =
            concat(holding(std::move(first), numbers(1)), failingAfter(1, true), holding(std::move(last), numbers(1)));
        QList<int> got;
        run(gather(&joined, &got, 1));
        QVERIFY(!heldByFirst.expired());
        run(gather(&joined, &got, 2));
        QVERIFY(heldByFirst.expired());
        QVERIFY(!heldByLast.expired());
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(gather(&joined, &got)));
        QVERIFY(heldByLast.expired());
    }

    void itemsThatCannotBeCopiedPass()
    {
        const auto look = [](std::unique_ptr<int> item) { return *item; };
        QCOMPARE(all(concat(owned(2), owned(1)) | map(look)), (QList<int>{0, 1, 0}));
    }
};

QTEST_GUILESS_MAIN(tst_Concat)
#include "tst_Concat.moc"
