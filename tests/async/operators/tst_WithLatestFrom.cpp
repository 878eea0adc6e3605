// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/WithLatestFrom.h>

#include <QTest>

using namespace livebelt::test;

namespace {

const auto itemOf = [](std::pair<int, int> pair) { return pair.first; };
const auto sumOf = [](std::pair<int, int> pair) { return pair.first + 10 * pair.second; };

} // namespace

class tst_WithLatestFrom : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLaws()
    {
        const auto make = [](AsyncIterator<int> items) {
            return std::move(items) | withLatestFrom(numbers(1)) | map(itemOf);
        };
        QCOMPARE(brokenLaws(make), QStringList());
    }

    void eachItemComesWithTheLatestOfTheOther()
    {
        Channel<int> channel(4);
        Channel<int> other(4);
        auto items = channel.items() | withLatestFrom(other.items()) | map(sumOf);
        QList<int> got;
        Scope scope;
        scope.spawn(gather(&items, &got));
        const auto send = [](Channel<int> &to, int item) {
            QVERIFY(to.trySend(item));
            settle();
        };
        settle();
        send(channel, 1); // nothing to go with
        send(other, 1);
        send(channel, 2);
        send(channel, 3);
        send(other, 2);
        send(other, 3);
        send(channel, 4);
        other.close();
        settle();
        send(channel, 5); // the latest stays
        QCOMPARE(got, (QList<int>{12, 13, 34, 35}));
        channel.close();
        QTRY_VERIFY(scope.isEmpty());
    }

    void withoutAnItemOfTheOtherItEnds()
    {
        QStringList log;
        Channel<int> silent(1);
        QVERIFY(all(watched(&log, silent.items()) | withLatestFrom(endingLater()) | map(itemOf)).isEmpty());
        QCOMPARE(log, QStringList{u"source"_s});
        QVERIFY(all(numbers(3) | withLatestFrom(numbers(0)) | map(itemOf)).isEmpty());
    }

    void anErrorOfTheOtherIsThrownAtOnce()
    {
        QStringList log;
        Channel<int> silent(1);
        const QStringList seen{u"broken"_s, u"end"_s};
        QCOMPARE(run(outcome(watched(&log, silent.items()) | withLatestFrom(failingAfter(1, true)) | map(itemOf))),
                 seen);
        QCOMPARE(log, QStringList{u"source"_s});
    }

    void destroyedWhileItWaitsItUnwindsBoth()
    {
        QStringList log;
        Channel<int> silent(1);
        auto items = std::make_unique<AsyncIterator<int>>(
            watched(&log, silent.items()) | withLatestFrom(watched(&log, silent.items(), u"other"_s)) | map(itemOf));
        QList<int> got;
        Scope scope;
        scope.spawn(gather(items.get(), &got));
        settle();
        items.reset();
        log.sort();
        QCOMPARE(log, (QStringList{u"other"_s, u"source"_s}));
        QTRY_VERIFY(scope.isEmpty());
    }

    void itemsOfTheSourceNeedNotBeCopied()
    {
        const auto look = [](std::pair<std::unique_ptr<int>, int> pair) { return *pair.first + pair.second; };
        QCOMPARE(all(owned(3) | withLatestFrom(numbers(5)) | map(look)), (QList<int>{4, 5, 6}));
    }
};

QTEST_GUILESS_MAIN(tst_WithLatestFrom)
#include "tst_WithLatestFrom.moc"
