// SPDX-License-Identifier: MIT
#include <livebelt/async/Channel.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/SpawnOn.h>
#include <livebelt/async/StopRequested.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/tasks/Actor.h>
#include <livebelt/async/tasks/NextWithin.h>

using namespace livebelt::async;
using namespace std::chrono_literals;

namespace {

[[maybe_unused]] AsyncIterator<int> numbers()
{
    co_yield 1;
}

Task<int> answer()
{
    co_return 42;
}

class Thing : public QObject
{
public:
    Task<void> rename(QString) { co_return; }
    int size() const { return 1; }
};

[[maybe_unused]] auto twice = [](int item) { return 2 * item; };
[[maybe_unused]] auto slot = [](const QString &) { return answer(); };

} // namespace

[[maybe_unused]] void use(Channel<int> channel, Event *event, AsyncIterator<int> items, Thing *thing, Scope *scope,
                          ActorRef<Thing> actor)
{
    scope->spawn(answer()); // a handle may be let go
    spawnOn(*scope, thing, &QObject::objectNameChanged, slot);
#if defined(MISUSE_ignored)
    channel.send(1);                                // ignored
    channel.receive();                              // ignored
    channel.receiveBatch(1);                        // ignored
    channel.items();                                // ignored
    sleepFor(1s);                                   // ignored
    sleepUntil(deadlineIn(1s));                     // ignored
    event->wait();                                  // ignored
    items.next();                                   // ignored
    items.borrow();                                 // ignored
    answer();                                       // ignored
    numbers();                                      // ignored
    every(1s);                                      // ignored
    nextSignal(thing, &QObject::objectNameChanged); // ignored
    signalsOf(thing, &QObject::objectNameChanged);  // ignored
    onThread(thing, [] { return 1; });              // ignored
    nextWithin(items, 1s);                          // ignored
    stopRequested(std::stop_token());               // ignored
    actor.ask(&Thing::size);                        // ignored
    scope->join();                                  // ignored
    numbers() | map(twice);                         // ignored
    elementsOf(std::move(items));                   // ignored
#elif defined(MISUSE_connected)
    QObject::connect(thing, &QObject::objectNameChanged, thing, slot);           // connected
    QObject::connect(thing, &QObject::objectNameChanged, thing, &Thing::rename); // connected
#endif
    (void)channel, (void)event, (void)items, (void)thing, (void)actor;
}
