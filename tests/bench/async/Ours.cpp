// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/async/Ours.h"

#include "tests/bench/async/Measure.h"
#include "tests/bench/async/Sender.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/SendAll.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/Worker.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/tasks/Actor.h>

#include <QCoreApplication>
#include <exception>

namespace livebelt::bench::ours {

using namespace livebelt::async;

namespace {

void run(Task<void> task)
{
    Scope scope;
    scope.spawn(std::move(task));
    while (!scope.isEmpty())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

AsyncIterator<int> numbers(int count)
{
    for (int i = 0; i < count; ++i)
        co_yield int(i);
}

Task<void> sum(AsyncIterator<int> items, long *to)
{
    while (auto item = co_await items.next())
        *to += *item;
}

Task<int> answer(int i)
{
    co_return i;
}

Task<void> awaitAnswers(int count, long *to)
{
    for (int i = 0; i < count; ++i) {
        const int item = co_await answer(i);
        *to += item;
    }
}

Task<void> take(AsyncIterator<int> items, int count, int *taken)
{
    while (*taken < count) {
        const auto item = co_await items.next();
        *taken += item.has_value();
    }
}

Task<void> sleepOften(int count)
{
    for (int i = 0; i < count; ++i)
        co_await sleepFor(Clock::Duration(0));
}

Task<void> produce(Channel<int> channel, int count)
{
    std::vector<int> batch;
    for (int i = 0; i < count; ++i) {
        batch.push_back(i);
        if (batch.size() == 256 || i == count - 1)
            co_await sendAll(channel, std::exchange(batch, {}));
    }
    channel.close();
}

Task<void> drain(Channel<int> channel, int *received)
{
    while (true) {
        const Batch<int> batch = co_await channel.receiveBatch(4096);
        if (batch.items.empty())
            break;
        *received += int(batch.items.size());
    }
}

struct Counter
{
    int add(int i) { return sum += i; }
    int sum = 0;
};

Task<void> askOften(ActorRef<Counter> actor, int count)
{
    int sum = 0;
    for (int i = 0; i < count; ++i)
        sum = co_await actor.ask(&Counter::add, 1);
    if (sum != count)
        std::terminate();
}

int increased(int i)
{
    return i + 1;
}

} // namespace

void pull(int count)
{
    long total = 0;
    run(sum(numbers(count), &total));
    if (total != long(count) * (count - 1) / 2)
        std::terminate();
}

void pullThroughMaps(int count)
{
    long total = 0;
    run(sum(numbers(count) | map(increased) | map(increased) | map(increased) | map(increased), &total));
    if (total != long(count) * (count - 1) / 2 + 4L * count)
        std::terminate();
}

void finishedTask(int count)
{
    long total = 0;
    run(awaitAnswers(count, &total));
    if (total != long(count) * (count - 1) / 2)
        std::terminate();
}

void burstOfSignals(int count)
{
    Sender sender;
    int taken = 0;
    Scope scope;
    scope.spawn(take(signalsOf(&sender, &Sender::happened), count, &taken));
    for (int i = 0; i < count;) {
        for (const int end = std::min(i + burst, count); i < end; ++i)
            Q_EMIT sender.happened(i);
        while (taken < i)
            QCoreApplication::processEvents();
    }
}

void loneSignal(int count)
{
    Sender sender;
    int taken = 0;
    Scope scope;
    scope.spawn(take(signalsOf(&sender, &Sender::happened), count, &taken));
    for (int i = 0; i < count; ++i) {
        Q_EMIT sender.happened(i);
        while (taken <= i)
            QCoreApplication::processEvents();
    }
}

void zeroTimer(int count)
{
    run(sleepOften(count));
}

void hop(int count)
{
    const Channel<int> channel(64 * 1024);
    Worker worker(QStringLiteral("producer"));
    auto scope = std::make_unique<Scope>();
    worker.post([&] { scope->spawn(produce(channel, count)); });
    int received = 0;
    run(drain(channel, &received));
    worker.run([&] { scope.reset(); });
    if (received != count)
        std::terminate();
}

void ask(int count)
{
    const Actor<Counter> actor(nullptr, [] { return std::make_unique<Counter>(); });
    run(askOften(actor, count));
}

void askAcross(int count)
{
    Worker worker(QStringLiteral("actor"));
    const Actor<Counter> actor(worker.context(), [] { return std::make_unique<Counter>(); });
    run(askOften(actor, count));
}

} // namespace livebelt::bench::ours
