// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Sender.h"
#include "tests/async/Support.h"
#include <livebelt/async/Signals.h>

#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

/// Counts how often the consumer had to be woken: each time it found nothing.
Task<void> countWakes(SignalQueue<int> *queue, QList<int> *got, int *wakes)
{
    while (true) {
        while (queue->mustWait()) {
            co_await queue->wait();
            ++*wakes;
        }
        auto item = queue->take();
        if (!item)
            break;
        got->append(*item);
    }
}

Task<void> noteWhetherEmitting(AsyncIterator<int> items, const bool *emitting, bool *wrong, int *seen)
{
    while (auto item = co_await items.next()) {
        *wrong = *wrong || *emitting;
        ++*seen;
    }
}

} // namespace

class tst_Signals : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void signalsOfEachShapeBecomeItems()
    {
        auto sender = std::make_unique<Sender>();
        QList<std::monostate> plain;
        QList<std::tuple<QString, int>> pairs;
        Scope scope;
        scope.spawn(collect(signalsOf(sender.get(), &Sender::happened), &plain));
        scope.spawn(collect(signalsOf(sender.get(), &Sender::named), &pairs));
        Q_EMIT sender->happened();
        Q_EMIT sender->named(u"seven"_s, 7);
        sender.reset();
        QTRY_VERIFY(scope.isEmpty());
        QCOMPARE(plain.size(), 1);
        QCOMPARE(pairs, (QList<std::tuple<QString, int>>{{u"seven"_s, 7}}));
    }

    void theMarkOfAPrivateSignalIsNoItem()
    {
        QObject object;
        QStringList names;
        AsyncIterator<QString> changes = signalsOf(&object, &QObject::objectNameChanged);
        AsyncIterator<std::monostate> timeouts = signalsOf(std::make_unique<QTimer>().get(), &QTimer::timeout);
        Scope scope;
        scope.spawn(collectFrom(&changes, &names, 1));
        object.setObjectName(u"named"_s);
        run(scope.join());
        QCOMPARE(names, QStringList{u"named"_s});
    }

    void itListensFromTheCallOnNotFromTheFirstAwait()
    {
        auto sender = std::make_unique<Sender>();
        AsyncIterator<int> items = signalsOf(sender.get(), &Sender::number);
        Task<std::optional<int>> next = nextSignal(sender.get(), &Sender::number);
        Q_EMIT sender->number(1);
        Q_EMIT sender->number(2);
        sender.reset();
        QList<int> got;
        run(collect(std::move(items), &got));
        QCOMPARE(got, (QList<int>{1, 2}));
        QCOMPARE(run(std::move(next)), std::optional<int>(1));
    }

    void nothingIsResumedInsideAnEmit()
    {
        Sender sender;
        bool emitting = false;
        bool wrong = false;
        int seen = 0;
        Scope scope;
        scope.spawn(noteWhetherEmitting(signalsOf(&sender, &Sender::number), &emitting, &wrong, &seen));
        for (int i = 0; i < 100; ++i) {
            emitting = true;
            Q_EMIT sender.number(i);
            emitting = false;
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(seen, 100);
        QVERIFY(!wrong);
    }

    void oneWakeServesABurst()
    {
        auto sender = std::make_unique<Sender>();
        SignalQueue<int> queue(sender.get(), &Sender::number, 2'000, Overflow::DropOldest);
        QList<int> got;
        int wakes = 0;
        Scope scope;
        scope.spawn(countWakes(&queue, &got, &wakes));
        for (int i = 0; i < 1'024; ++i)
            Q_EMIT sender->number(i);
        QTRY_COMPARE(got.size(), 1'024);
        QCOMPARE(wakes, 1);
        sender.reset();
        QTRY_VERIFY(scope.isEmpty());
        QCOMPARE(wakes, 2);
    }

    void fullQueuesFollowTheirPolicy()
    {
        Sender sender;
        SignalQueue<int> oldest(&sender, &Sender::number, 2, Overflow::DropOldest);
        SignalQueue<int> newest(&sender, &Sender::number, 2, Overflow::DropNewest);
        SignalQueue<int> latest(&sender, &Sender::number, 2, Overflow::KeepLatest);
        SignalQueue<int> block(&sender, &Sender::number, 2, Overflow::Block);
        SignalQueue<int> fail(&sender, &Sender::number, 2, Overflow::Fail);
        for (int i = 0; i < 5; ++i)
            Q_EMIT sender.number(i);
        QCOMPARE(*oldest.take(), 3);
        QCOMPARE(*newest.take(), 0);
        QCOMPARE(*latest.take(), 4);
        QCOMPARE(*block.take(), 3); // a signal cannot wait
        QCOMPARE(*fail.take(), 0);
        QCOMPARE(*fail.take(), 1);
        QCOMPARE(fail.statistics().dropped, 1u);
        QVERIFY_THROWS_EXCEPTION(BufferOverflow, fail.take());
    }

    void theConnectionEndsWithTheIterator()
    {
        Sender sender;
        const auto connected = [&] { return sender.isHeard(); };
        {
            AsyncIterator<int> items = signalsOf(&sender, &Sender::number);
            QVERIFY(connected());
        }
        QVERIFY(!connected());
    }
};

QTEST_GUILESS_MAIN(tst_Signals)
#include "tst_Signals.moc"
