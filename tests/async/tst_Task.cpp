// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"

#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

Task<int> failing(bool wait)
{
    if (wait)
        co_await sleepFor(0ms);
    throw std::runtime_error("broken");
}

Task<QString> whatIsCaught(Task<int> task)
{
    try {
        co_await std::move(task);
    } catch (const std::exception &error) {
        co_return QString::fromUtf8(error.what());
    }
    co_return u"nothing"_s;
}

Task<std::unique_ptr<int>> moveOnly()
{
    co_await sleepFor(0ms);
    co_return std::make_unique<int>(5);
}

Task<int> twice(Task<int> task)
{
    int sum = co_await std::move(task);
    sum += co_await std::move(task); // NOLINT: this is the mistake
    co_return sum;
}

Task<qint64> awaitMany(int count)
{
    qint64 sum = 0;
    for (int i = 0; i < count; ++i)
        sum += co_await immediate(1);
    co_return sum;
}

/// The lowest address seen of a local variable of a child.
Task<quintptr> lowestStack(int count)
{
    struct Probe
    {
        static Task<quintptr> child()
        {
            char here = 0;
            co_return quintptr(__builtin_frame_address(0)) + quintptr(here);
        }
    };
    quintptr lowest = std::numeric_limits<quintptr>::max();
    for (int i = 0; i < count; ++i) {
        const quintptr at = co_await Probe::child();
        lowest = qMin(lowest, at);
    }
    co_return lowest;
}

Task<int> deep(int depth, bool wait)
{
    if (depth == 0) {
        if (wait)
            co_await sleepFor(0ms);
        co_return 0;
    }
    const int below = co_await deep(depth - 1, wait);
    co_return below + 1;
}

Task<void> deepAndDropped(QStringList *log, int depth)
{
    const Mark mark(log, QString::number(depth));
    if (depth == 0)
        co_await sleepFor(1h);
    else
        co_await deepAndDropped(log, depth - 1);
}

} // namespace

class tst_Task : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itIsLazyAndDestroyingItUnstartedDestroysItsArguments()
    {
        const auto argument = std::make_shared<int>(1);
        bool ran = false;
        {
            auto coroutine = [](std::shared_ptr<int>, bool *r) -> Task<void> {
                *r = true;
                co_return;
            };
            const Task<void> task = coroutine(argument, &ran);
            QCOMPARE(argument.use_count(), 2);
        }
        QCOMPARE(argument.use_count(), 1);
        QVERIFY(!ran);
    }

    void itYieldsItsResultAtOnceOrLater()
    {
        QCOMPARE(run(immediate(3)), 3);
        QCOMPARE(run(later(4)), 4);
        QCOMPARE(*run(moveOnly()), 5);
    }

    void anExceptionIsThrownAtTheAwait()
    {
        QCOMPARE(run(whatIsCaught(failing(false))), u"broken"_s);
        QCOMPARE(run(whatIsCaught(failing(true))), u"broken"_s);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(failing(true)));
    }

    void awaitingATaskTwiceIsALogicError()
    {
        QVERIFY_THROWS_EXCEPTION(std::logic_error, run(twice(immediate(1))));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, run(twice(later(1))));
        Task<int> given = immediate(1);
        const Task<int> taken = std::move(given);
        QVERIFY_THROWS_EXCEPTION(std::logic_error, run(std::move(given))); // NOLINT(bugprone-use-after-move)
    }

    void spawningATaskTwiceIsALogicError()
    {
        Scope scope;
        auto coroutine = []() -> Task<void> { co_return; };
        Task<void> task = coroutine();
        scope.spawn(std::move(task));
        // NOLINTNEXTLINE(bugprone-use-after-move)
        QVERIFY_THROWS_EXCEPTION(std::logic_error, scope.spawn(std::move(task)));
    }

    void aMillionImmediateChildrenTakeNoStack()
    {
        QCOMPARE(run(awaitMany(1'000'000)), 1'000'000);
        QCOMPARE(run(lowestStack(1)), run(lowestStack(10'000)));
    }

    void aThousandNestedTasksFinishAndUnwind()
    {
        QCOMPARE(run(deep(1'000, false)), 1'000);
        QCOMPARE(run(deep(1'000, true)), 1'000);
        QStringList log;
        {
            Scope scope;
            scope.spawn(deepAndDropped(&log, 1'000));
            settle(); // a slow machine needs several slices to get to the bottom
        }
        QCOMPARE(log.size(), 1'001);
        QCOMPARE(log.first(), u"0"_s);
        QCOMPARE(log.last(), u"1000"_s);
    }

    void assigningATaskDestroysTheOneBefore()
    {
        const auto first = std::make_shared<int>(1);
        auto coroutine = [](std::shared_ptr<int>) -> Task<void> { co_return; };
        Task<void> task = coroutine(first);
        task = coroutine(nullptr);
        QCOMPARE(first.use_count(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Task)
#include "tst_Task.moc"
