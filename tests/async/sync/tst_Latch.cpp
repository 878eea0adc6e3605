// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include <livebelt/async/sync/Latch.h>

#include <QTest>
#include <thread>

using namespace livebelt::test;

namespace {

Task<void> pass(Latch latch, int *passed)
{
    co_await latch.wait();
    ++*passed;
}

} // namespace

class tst_Latch : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itOpensAtTheLastForAllAndStaysOpen()
    {
        Latch latch(3);
        int passed = 0;
        Scope scope;
        scope.spawn(pass(latch, &passed));
        scope.spawn(pass(latch, &passed));
        latch.countDown(2);
        settle();
        QCOMPARE(passed, 0);
        QVERIFY(!latch.isOpen());
        latch.countDown();
        QVERIFY(latch.isOpen());
        run(scope.join());
        QCOMPARE(passed, 2);
        run(pass(latch, &passed));
        latch.countDown(5);
        run(pass(latch, &passed));
        QCOMPARE(passed, 4);
    }

    void oneOfNoneIsOpen()
    {
        int passed = 0;
        run(pass(Latch(0), &passed));
        QCOMPARE(passed, 1);
    }

    void itIsCountedDownOnOtherThreads()
    {
        for (int round = 0; round < 50; ++round) {
            Latch latch(4);
            int passed = 0;
            std::vector<std::thread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([latch]() mutable { latch.countDown(); });
            run(pass(latch, &passed));
            QCOMPARE(passed, 1);
            for (std::thread &thread : threads)
                thread.join();
        }
    }

    void whoIsDestroyedWhileItWaitsChangesNothing()
    {
        Latch latch(1);
        int passed = 0;
        {
            Scope scope;
            scope.spawn(pass(latch, &passed));
            settle();
        }
        latch.countDown();
        settle();
        QCOMPARE(passed, 0);
        {
            Latch other(1);
            Scope scope;
            scope.spawn(pass(other, &passed));
            other.countDown(); // it is about to go on
        }
        settle();
        QCOMPARE(passed, 0);
    }

    void destroyedWhileItWaitsItUnwinds()
    {
        Latch latch(1);
        int passed = 0;
        QStringList log;
        QCOMPARE(unwound(&log, pass(latch, &passed), [&latch] { latch.countDown(); }),
                 (QStringList{u"generator"_s, u"consumer"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_Latch)
#include "tst_Latch.moc"
