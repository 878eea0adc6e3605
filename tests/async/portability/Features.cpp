// SPDX-License-Identifier: MIT
#include "tests/async/portability/Features.h"

#include <livebelt/async/Channel.h>
#include <livebelt/async/Futures.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/Worker.h>
#include <livebelt/async/io/ReadFile.h>
#include <livebelt/async/io/RunProcess.h>
#include <livebelt/async/io/Sockets.h>
#include <livebelt/async/io/WriteFile.h>
#include <livebelt/async/operators/Batch.h>
#include <livebelt/async/operators/FlatMap.h>
#include <livebelt/async/operators/FlowOn.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Merge.h>
#include <livebelt/async/operators/Share.h>
#include <livebelt/async/operators/Take.h>
#include <livebelt/async/tasks/Actor.h>
#include <livebelt/async/tasks/AsyncCache.h>
#include <livebelt/async/tasks/WhenAll.h>
#include <livebelt/async/tasks/WithTimeout.h>

#include <QPromise>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTimer>
#include <qcoro/qcorotask.h>
#include <qcoro/qcorotimer.h>

namespace livebelt::test {

using namespace livebelt::async;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

AsyncIterator<int> numbers(int count)
{
    for (int i = 0; i < count; ++i) {
        co_await sleepFor(0ms);
        co_yield int(i);
    }
}

AsyncIterator<int> twice(int i)
{
    co_yield int(i);
    co_yield int(i);
}

Task<int> sum(AsyncIterator<int> items)
{
    int total = 0;
    while (auto item = co_await items.next())
        total += *item;
    co_return total;
}

Task<bool> generators()
{
    const int total = co_await sum(numbers(5));
    co_return total == 10;
}

Task<bool> timers()
{
    const Clock::TimePoint start = Loop::current().clock().now();
    co_await sleepFor(2ms);
    auto ticks = every(1ms);
    const auto tick = co_await ticks.next();
    co_return tick.has_value() && Loop::current().clock().now() - start >= 3ms;
}

Task<bool> operators()
{
    auto items = merge(numbers(3), numbers(3)) | flatMap(twice) | map([](int i) { return i + 1; }) | take(100);
    const int total = co_await sum(std::move(items));
    auto batches = numbers(5) | batch(2);
    int sizes = 0;
    while (auto some = co_await batches.next())
        sizes = sizes * 10 + int(some->size());
    co_return total == 24 && sizes == 221;
}

Task<bool> signalsAsItems()
{
    QTimer timer;
    timer.start(1ms);
    auto names = signalsOf(&timer, &QTimer::objectNameChanged);
    timer.setObjectName(u"one"_s);
    timer.setObjectName(u"two"_s);
    const auto first = co_await names.next();
    const auto second = co_await names.next();
    co_return first == u"one"_s && second == u"two"_s;
}

Task<void> produce(Channel<int> channel)
{
    for (int i = 0; i < 10; ++i)
        co_await channel.send(i);
    channel.close();
}

Task<bool> channels()
{
    Channel<int> channel(2);
    Scope scope;
    scope.spawn(produce(channel));
    const int total = co_await sum(channel.items());
    co_return total == 45;
}

Task<bool> otherThreads()
{
    Worker worker(u"other"_s);
    const auto work = [] { return 6 * 7; };
    const int answer = co_await onThread(worker.context(), work);
    const int total = co_await sum(numbers(5) | flowOn(worker.context()));
    co_return answer == 42 && total == 10;
}

Task<bool> groups()
{
    auto both = co_await whenAll(sum(numbers(3)), sum(numbers(4)));
    const int total = co_await withTimeout(sum(numbers(5)), 1h);
    co_return both == std::tuple(3, 6) && total == 10;
}

Task<int> received(AsyncIterator<Received<int>> items)
{
    int total = 0;
    while (auto item = co_await items.next())
        total += item->item;
    co_return total;
}

Task<bool> sharing()
{
    const auto shared = share(numbers(4));
    auto both = co_await whenAll(received(shared.subscribe()), received(shared.subscribe()));
    co_return both == std::tuple(6, 6);
}

struct Counter
{
    int add(int i) { return value += i; }
    int value = 0;
};

Task<bool> actors()
{
    const auto make = [] { return std::make_unique<Counter>(); };
    Actor<Counter> counter(nullptr, make);
    counter.tell(&Counter::add, 1);
    const int value = co_await counter.ask(&Counter::add, 2);
    co_await counter.stop();
    co_return value == 3;
}

Task<int> lookUp(int key)
{
    co_await sleepFor(0ms);
    co_return key * 2;
}

Task<bool> caches()
{
    AsyncCache<int, int> cache(lookUp);
    auto both = co_await whenAll(cache.get(4), cache.get(4));
    co_return both == std::tuple(8, 8);
}

Task<bool> files()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"file"_s);
    co_await writeFile(path, "one ");
    co_await appendToFile(path, "two");
    QByteArray all;
    auto chunks = readFile(path, 3);
    while (auto chunk = co_await chunks.next())
        all += *chunk;
    co_return all == "one two";
}

Task<bool> programs()
{
    const QStringList arguments{u"said"_s};
    Process process = co_await Process::start(u"echo"_s, arguments);
    auto lines = process.lines(100);
    const auto line = co_await lines.next();
    const ProcessExit exit = co_await process.finished();
    co_return line && line->bytes == "said" && exit.isSuccess();
}

Task<bool> sockets()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    QTcpSocket socket;
    co_await connectTo(&socket, u"127.0.0.1"_s, server.serverPort());
    if (!server.hasPendingConnections())
        co_await nextSignal(&server, &QTcpServer::newConnection);
    const std::unique_ptr<QTcpSocket> peer(server.nextPendingConnection());
    peer->write("hello\n");
    auto received = lines(&socket, 100);
    const auto line = co_await received.next();
    co_return line && line->bytes == "hello";
}

Task<bool> futures()
{
    auto promise = std::make_shared<QPromise<int>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise] {
        promise->addResult(3);
        promise->finish();
    });
    const int result = co_await promise->future();
    co_return result == 3;
}

QCoro::Task<int> theirs()
{
    co_await QCoro::sleepFor(1ms);
    co_return 3;
}

Task<bool> tasksOfQCoro()
{
    const int result = co_await theirs();
    co_return result == 3;
}

} // namespace

std::vector<Feature> features()
{
    return {{"generators", generators},  {"timers", timers},     {"operators", operators},
            {"signals", signalsAsItems}, {"channels", channels}, {"threads", otherThreads},
            {"groups", groups},          {"sharing", sharing},   {"actors", actors},
            {"caches", caches},          {"files", files},       {"programs", programs},
            {"sockets", sockets},        {"futures", futures},   {"tasks of QCoro", tasksOfQCoro}};
}

} // namespace livebelt::test
