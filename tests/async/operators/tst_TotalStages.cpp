// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/Enumerate.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Scan.h>
#include <livebelt/async/operators/Tap.h>

#include <QTest>

using namespace livebelt::test;

namespace {

struct Person
{
    QString name() const { return m_name; }
    QString m_name;
};

AsyncIterator<Person> people()
{
    Person person{u"Ada"_s};
    co_yield person;
    person.m_name = u"Bob"_s;
    co_yield person;
}

const auto same = [](int i) { return i; };
const auto itemOf = [](Numbered<int> numbered) { return numbered.item; };
const auto newer = [](int, int i) { return i; };

} // namespace

class tst_TotalStages : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void theyKeepTheLaws()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | map(same); }), QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | scan(0, newer); }), QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | enumerate() | map(itemOf); }),
                 QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | tap([](int) {}); }),
                 QStringList());
    }

    void tapSeesEachItemBeforeTheConsumer()
    {
        QList<int> seen;
        auto items = owned(3) | tap([&seen](const std::unique_ptr<int> &item) { seen.append(*item); }) |
                     map([&seen](std::unique_ptr<int> item) { return int(seen.size()) * 10 + *item; });
        QCOMPARE(all(std::move(items)), (QList<int>{10, 21, 32}));
        QCOMPARE(seen, upTo(3));
        const auto throwing = [](int item) {
            if (item == 1)
                throw std::runtime_error("one");
            return item; // which is ignored
        };
        QCOMPARE(run(outcome(numbers(3) | tap(throwing))), (QStringList{u"0"_s, u"one"_s, u"end"_s}));
    }

    void mapTakesMembersAndChangesTheType()
    {
        QCOMPARE(all<QString>(people() | map(&Person::name)), (QList<QString>{u"Ada"_s, u"Bob"_s}));
        QCOMPARE(all<QString>(people() | map(&Person::m_name)), (QList<QString>{u"Ada"_s, u"Bob"_s}));
        QCOMPARE(all<qsizetype>(people() | map(&Person::name) | map(&QString::size)), (QList<qsizetype>{3, 3}));
    }

    void itemsThatCannotBeCopiedPass()
    {
        const auto add = [](int sum, std::unique_ptr<int> item) { return sum + *item; };
        const auto passOn = [](std::unique_ptr<int> item) { return item; };
        const auto look = [](Numbered<std::unique_ptr<int>> numbered) { return int(numbered.number) + *numbered.item; };
        QCOMPARE(all(owned(3) | map(passOn) | enumerate() | map(look)), (QList<int>{0, 2, 4}));
        QCOMPARE(all(owned(4) | scan(0, add)), (QList<int>{0, 1, 3, 6}));
    }

    void functionsMayKeepAStateAndBeUncopyable()
    {
        auto function = [sum = std::make_unique<int>(0)](int i) mutable { return *sum += i; };
        QCOMPARE(all(numbers(4) | map(std::move(function))), (QList<int>{0, 1, 3, 6}));
    }

    void scanGivesEachStateAndNotTheFirst()
    {
        QCOMPARE(all(numbers(5) | scan(10, std::plus<int>())), (QList<int>{10, 11, 13, 16, 20}));
        QVERIFY(all(numbers(0) | scan(10, std::plus<int>())).isEmpty());
        const auto join = [](QString text, int i) { return text + QString::number(i); };
        QCOMPARE(all<QString>(numbers(3) | scan(u"n"_s, join)), (QList<QString>{u"n0"_s, u"n01"_s, u"n012"_s}));
    }

    void numbersGoOnAfterACancelledWait()
    {
        Channel<int> channel(4);
        auto items = channel.items() | enumerate() | map([](Numbered<int> n) { return int(n.number) * 100 + n.item; });
        QList<int> got;
        for (int i = 5; i < 8; ++i) {
            {
                Scope cancelled;
                cancelled.spawn(gather(&items, &got));
                settle();
            }
            int item = i;
            QVERIFY(channel.trySend(item));
            run(gather(&items, &got, i - 4));
        }
        QCOMPARE(got, (QList<int>{5, 106, 207}));
    }

    void whatAFunctionThrowsComesToTheConsumerOnce()
    {
        const auto failing = [](int sum, int i) {
            if (i == 1)
                throw std::runtime_error("one");
            return sum + i;
        };
        const QStringList seen{u"0"_s, u"one"_s, u"end"_s};
        QCOMPARE(run(outcome(waitingNumbers(3) | scan(0, failing))), seen);
        QCOMPARE(run(outcome(numbers(3) | map(std::bind_front(failing, 0)))), seen);
    }
};

QTEST_GUILESS_MAIN(tst_TotalStages)
#include "tst_TotalStages.moc"
