// SPDX-License-Identifier: MIT
#include "tests/async/Support.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Event.h>
#include <livebelt/async/LiveTasks.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/Worker.h>

#include <QSemaphore>
#include <QTest>
#include <atomic>
#include <thread>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

// What goes wrong here is mostly for the sanitizers to see.

namespace {

Task<void> waitFor(Event *event)
{
    co_await event->wait();
}

Task<void> sleepLong()
{
    co_await sleepFor(1h);
}

Task<void> hopAndSleep(QObject *context, QSemaphore *started)
{
    auto function = [started]() {
        started->release();
        return sleepLong();
    };
    co_await onThread(context, function);
}

Task<void> receiveAll(Channel<int> channel)
{
    while (auto item = co_await channel.receive()) {
    }
}

Task<void> postAtTheEnd(Postbox *box)
{
    struct Guard
    {
        Postbox *box;
        ~Guard()
        {
            box->post([] {});
        }
    };
    const Guard guard{box};
    co_await sleepFor(1h);
}

} // namespace

class tst_ThreadEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void othersWakeWhatWaitsOnAThreadThatEnds()
    {
        for (int i = 0; i < 60; ++i) {
            Channel<int> channel(1'000'000);
            Channel<int> last(1);
            auto waiting = std::make_unique<Scope>();
            std::atomic<int> sent = 0;
            std::atomic<bool> isOver = false;
            std::thread waker([&] {
                while (!isOver) {
                    int item = 1;
                    channel.trySend(item);
                    ++sent;
                    std::this_thread::yield();
                }
            });
            {
                Worker worker(u"test"_s);
                worker.run([&] {
                    waiting->spawn(receiveAll(channel));
                    waiting->spawn(receiveAll(last));
                });
                for (const int before = sent; sent < before + i % 30;)
                    std::this_thread::yield();
            }
            isOver = true;
            waker.join();
            int item = 1;
            last.trySend(item); // for the sanitizer, which does not see that Qt has waited for the thread
            waiting.reset();
        }
    }
    void whatIsSuspendedOnAThreadMayOutliveIt()
    {
        Event event;
        Scope ours;
        ours.spawn(waitFor(&event));
        auto theirEvent = std::make_unique<Event>();
        auto first = std::make_unique<Scope>();
        auto second = std::make_unique<Scope>();
        {
            Worker worker(u"test"_s);
            worker.run([&] {
                first->spawn(waitFor(theirEvent.get()));
                first->spawn(sleepLong());
                second->spawn(sleepLong());
            });
        }
        theirEvent->set(); // there is nobody to go on any more
        second.reset();
        first.reset();
        QCOMPARE(liveTasks().size(), 1u); // those of this thread are still known
        ours.cancel();
        QVERIFY(liveTasks().empty());
    }

    void aWaiterMayGoWhileTheOtherThreadStops()
    {
        for (int round = 0; round < 100; ++round) {
            Worker worker(u"test"_s);
            QThread *const thread = worker.context()->thread();
            QSemaphore started;
            Scope scope;
            scope.onFailure([](std::exception_ptr) {});
            for (int i = 0; i < 20; ++i)
                scope.spawn(hopAndSleep(worker.context(), &started));
            started.acquire(20);
            thread->quit();
            scope.cancel();
        }
    }

    void thePostboxIsWholeWhileWhatIsBoundToItUnwinds()
    {
        auto box = std::make_unique<Postbox>();
        Scope scope(box.get());
        scope.spawn(postAtTheEnd(box.get()));
        box.reset();
        QVERIFY(scope.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_ThreadEnd)
#include "tst_ThreadEnd.moc"
