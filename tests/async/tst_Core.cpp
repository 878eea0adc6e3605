// SPDX-License-Identifier: MIT
#include "sources/async/Channel.h"
#include "sources/async/Devices.h"
#include "sources/async/Network.h"
#include "sources/async/Scope.h"
#include "sources/async/Signals.h"
#include "sources/async/Sockets.h"
#include "sources/async/Threads.h"
#include "sources/async/Timers.h"
#include "sources/async/Worker.h"

#include <QElapsedTimer>
#include <QTest>

using namespace livebelt::async;
using namespace std::chrono_literals;

static AsyncIterator<int> numbers(int count)
{
    for (int i = 0; i < count; ++i)
        co_yield int(i);
}

static AsyncIterator<int> waitingNumbers(int count)
{
    for (int i = 0; i < count; ++i) {
        co_await sleepFor(0ms);
        co_yield int(i);
    }
}

static Task<void> collect(AsyncIterator<int> items, QList<int> *to)
{
    while (auto item = co_await items.next())
        to->append(*item);
}

static Task<int> immediate(int value)
{
    co_return value;
}

class tst_Core : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void smoke()
    {
        QList<int> got;
        Scope scope;
        scope.spawn(collect(numbers(5), &got));
        QCOMPARE(got, (QList<int>{0, 1, 2, 3, 4}));
        got.clear();
        scope.spawn(collect(waitingNumbers(5), &got));
        QVERIFY(got.isEmpty());
        QTRY_COMPARE(got, (QList<int>{0, 1, 2, 3, 4}));
        QTRY_VERIFY(scope.isEmpty());
    }
    void speed()
    {
        Scope scope;
        auto pull = [](AsyncIterator<int> items, qint64 *sum) -> Task<void> {
            while (auto item = co_await items.next())
                *sum += *item;
        };
        qint64 sum = 0;
        QElapsedTimer timer;
        timer.start();
        scope.spawn(pull(numbers(10'000'000), &sum));
        while (!scope.isEmpty())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        qInfo("pull %.2f ns", double(timer.nsecsElapsed()) / 1e7);
        auto await = [](int count, qint64 *s) -> Task<void> {
            for (int i = 0; i < count; ++i)
                *s += co_await immediate(i);
        };
        timer.start();
        scope.spawn(await(10'000'000, &sum));
        qInfo("task %.2f ns", double(timer.nsecsElapsed()) / 1e7);
    }
};

QTEST_GUILESS_MAIN(tst_Core)
#include "tst_Core.moc"
