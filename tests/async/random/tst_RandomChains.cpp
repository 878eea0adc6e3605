// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include "tests/async/random/RandomChain.h"
#include <livebelt/async/LiveTasks.h>
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/Worker.h>
#include <livebelt/async/tasks/NextWithin.h>

#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

enum class Ending { None, Ended, Failed };

struct Consumed
{
    QList<int> numbers;
    Ending ending = Ending::None;
};

/// Pulls with and without patience, and dawdles in between.
Task<void> consume(Plates items, unsigned seed, bool sleeps, Consumed *to)
{
    Random random(seed);
    try {
        while (true) {
            std::optional<Plate> plate;
            bool isLate = false;
            try {
                if (sleeps && below(random, 3) == 0)
                    plate = co_await nextWithin(items, std::chrono::milliseconds(below(random, 30)));
                else
                    plate = co_await items.next();
            } catch (const TimedOut &) {
                isLate = true;
            }
            if (isLate)
                continue;
            if (!plate)
                break;
            to->numbers.append(plate->number());
            if (below(random, 8) == 0)
                co_await sleepFor(std::chrono::milliseconds(sleeps ? below(random, 40) : 0));
        }
        to->ending = Ending::Ended;
    } catch (const std::runtime_error &) {
        to->ending = Ending::Failed;
    }
}

/// What is wrong with what came; nothing where all is well.
QString faults(const Consumed &consumed, int count, const RandomChain &chain)
{
    for (qsizetype i = 0; i < consumed.numbers.size(); ++i) {
        if (consumed.numbers[i] != i)
            return u"plate %1 came as number %2"_s.arg(consumed.numbers[i]).arg(i);
    }
    if (consumed.ending == Ending::None)
        return {};
    if (consumed.numbers.size() != count)
        return u"it ended after %1 of %2 plates"_s.arg(consumed.numbers.size()).arg(count);
    if ((consumed.ending == Ending::Failed) != chain.fails())
        return u"it ended in the wrong way"_s;
    return {};
}

} // namespace

/// Chains of operators as chance will have them, with consumers that stop in the middle. LIVEBELT_SEED repeats a run.
class tst_RandomChains : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        bool isGiven = false;
        const uint given = qEnvironmentVariable("LIVEBELT_SEED").toUInt(&isGiven);
        m_seed = isGiven ? given : std::random_device()();
        qInfo("LIVEBELT_SEED=%u", m_seed);
    }

    void onOneThread()
    {
        const VirtualClock clock;
        Random random(m_seed);
        for (int round = 0; round < 1500; ++round)
            oneRound(random, nullptr);
    }

    void acrossThreads()
    {
        Worker worker(u"elsewhere"_s);
        Random random(m_seed);
        for (int round = 0; round < 500; ++round)
            oneRound(random, worker.context());
        worker.run([] { settle(); });
        worker.stop();
        QCOMPARE(Plate::alive, 0);
    }

private:
    void oneRound(Random &random, QObject *elsewhere)
    {
        const int count = below(random, 40);
        RandomChain chain(random, count, elsewhere);
        const bool isPatient = below(random, 2) == 0;
        Consumed consumed;
        {
            Scope scope;
            scope.spawn(consume(chain.start(), unsigned(random()), !elsewhere, &consumed));
            for (int turns = below(random, 60); turns > 0 && !scope.isEmpty(); --turns)
                QCoreApplication::processEvents();
            if (isPatient)
                QVERIFY2(runUntil([&] { return scope.isEmpty(); }), qUtf8Printable(chain.description()));
        }
        const QString fault = faults(consumed, count, chain);
        QVERIFY2(fault.isEmpty(), qUtf8Printable(fault + u": "_s + chain.description()));
        QVERIFY2(liveTasks().empty(), describe(liveTasks()) + chain.description().toUtf8());
        if (!elsewhere)
            QVERIFY2(Plate::alive == 0, qUtf8Printable(chain.description()));
    }

    uint m_seed = 0;
};

QTEST_GUILESS_MAIN(tst_RandomChains)
#include "tst_RandomChains.moc"
