// SPDX-License-Identifier: MIT
#include "tests/async/Support.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Event.h>
#include <livebelt/async/Worker.h>

#include <QTest>

using namespace livebelt::test;

namespace {

/// What a local of a coroutine may do as it goes, whenever that is.
struct Farewell
{
    Farewell() = default;
    Farewell(const Farewell &) = delete;
    Farewell &operator=(const Farewell &) = delete;
    ~Farewell()
    {
        Loop::current();
        Event event;
        event.set();
        Scope scope;
        scope.spawn([]() -> Task<void> { co_await sleepFor(0ms); }());
        scope.spawn([]() -> Task<void> { co_await sleepFor(1h); }());
        Channel<int> channel(1);
        int item = 1;
        channel.trySend(item);
    }
};

Task<void> sleepWithFarewell()
{
    const Farewell farewell;
    co_await sleepFor(1h);
}

Task<void> yieldWithFarewell()
{
    const Farewell farewell;
    co_await sleepFor(0ms);
}

Task<void> receiveWithFarewell(Channel<int> channel)
{
    const Farewell farewell;
    co_await channel.receive();
}

Task<void> nest()
{
    const Farewell farewell;
    Scope scope;
    scope.spawn(sleepWithFarewell());
    co_await scope.join();
}

// Goes after everything that belongs to the main thread.
Scope ofAll;
Channel<int> channelOfAll(1);

void fill(Scope &scope)
{
    scope.spawn(sleepWithFarewell());
    scope.spawn(yieldWithFarewell());
    scope.spawn(receiveWithFarewell(channelOfAll));
    scope.spawn(nest());
}

} // namespace

/// Passes if it comes to its end: what it is about happens after main().
class tst_AfterTheEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void scopesMayOutliveTheApplication() { fill(ofAll); }
};

int main(int argc, char *argv[])
{
    Scope ofMain;
    int failures = 0;
    {
        QCoreApplication application(argc, argv);
        fill(ofMain);
        tst_AfterTheEnd test;
        failures = QTest::qExec(&test, argc, argv);
    }
    fill(ofMain); // without an application they never go on
    return failures;
}
#include "tst_AfterTheEnd.moc"
