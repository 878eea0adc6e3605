// SPDX-License-Identifier: MIT
#include "tests/async/random/RandomChain.h"

#include <livebelt/async/Channel.h>
#include <livebelt/async/operators/Batch.h>
#include <livebelt/async/operators/Buffer.h>
#include <livebelt/async/operators/CatchError.h>
#include <livebelt/async/operators/Concat.h>
#include <livebelt/async/operators/ConcurrentMap.h>
#include <livebelt/async/operators/Delay.h>
#include <livebelt/async/operators/Enumerate.h>
#include <livebelt/async/operators/Filter.h>
#include <livebelt/async/operators/FlatMap.h>
#include <livebelt/async/operators/FlowOn.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Merge.h>
#include <livebelt/async/operators/ReadyChunks.h>
#include <livebelt/async/operators/Retry.h>
#include <livebelt/async/operators/Skip.h>
#include <livebelt/async/operators/StartWith.h>
#include <livebelt/async/operators/SwitchMap.h>
#include <livebelt/async/operators/Take.h>
#include <livebelt/async/operators/TakeUntil.h>
#include <livebelt/async/operators/TakeWhile.h>
#include <livebelt/async/operators/Tap.h>
#include <livebelt/async/operators/Timeout.h>
#include <livebelt/async/operators/WithLatestFrom.h>
#include <livebelt/async/operators/Zip.h>
#include <livebelt/async/sync/Semaphore.h>

namespace livebelt::test {

using namespace livebelt::async;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Sometimes ready, sometimes a turn of the loop away, sometimes (in virtual time) a while.
Plates made(unsigned seed, int count, bool fails, bool sleeps)
{
    Random random(seed);
    for (int i = 0; i < count; ++i) {
        const int mood = below(random, sleeps ? 6 : 5);
        if (mood == 4)
            co_await sleepFor(0ms);
        else if (mood == 5)
            co_await sleepFor(std::chrono::milliseconds(below(random, 50)));
        co_yield Plate(i);
    }
    if (fails)
        throw std::runtime_error("the source fails");
}

Plates none()
{
    co_return;
}

Plates unpacked(std::vector<Plate> plates)
{
    for (std::size_t i = 0; i < plates.size(); ++i)
        co_yield std::move(plates[i]);
}

Plates alone(Plate plate)
{
    co_await sleepFor(0ms);
    co_yield std::move(plate);
}

/// Passes one plate, after a while; two at a time.
Task<Plate> passed(Plate plate, std::shared_ptr<Semaphore> two)
{
    const Permit permit = co_await two->acquire();
    for (int turns = plate.number() % 3; turns > 0; --turns)
        co_await sleepFor(0ms);
    co_return std::move(plate);
}

Task<void> never(Channel<int> silent)
{
    co_await silent.receive();
}

AsyncIterator<int> counting()
{
    for (int i = 0;; ++i)
        co_yield int(i);
}

} // namespace

RandomChain::RandomChain(Random &random, int count, QObject *elsewhere)
    : m_random(random), m_elsewhere(elsewhere), m_items(none()), m_names(u"made"_s), m_fails(below(random, 4) == 0)
{
    m_items = made(unsigned(random()), count, m_fails, !elsewhere);
    for (int stages = below(random, 7); stages > 0; --stages)
        addStage(below(random, elsewhere ? 23 : 22));
}

Plates RandomChain::start()
{
    return std::move(m_items);
}

void RandomChain::addStage(int kind)
{
    const auto add = [this](const QString &name, auto stage) {
        m_names.append(name);
        m_items = std::move(m_items) | std::move(stage);
    };
    const auto same = [](Plate plate) { return plate; };
    const std::size_t some = std::size_t(below(m_random, 5)) + 1;
    switch (kind) {
    case 0:
        return add(u"map"_s, map(same));
    case 1:
        return add(u"filter"_s, filter([](const Plate &plate) { return plate.number() >= 0; }));
    case 2:
        return add(u"take"_s, take(1'000'000));
    case 3:
        return add(u"skip"_s, skip(0));
    case 4:
        return add(u"takeWhile"_s, takeWhile([](const Plate &plate) { return plate.number() >= 0; }));
    case 5:
        m_names.append(u"enumerate"_s);
        m_items = std::move(m_items) | enumerate() | map([](Numbered<Plate> n) { return std::move(n.item); });
        return;
    case 6:
        m_names.append(u"batch"_s);
        m_items = std::move(m_items) | batch(some) | flatMap(unpacked);
        return;
    case 7:
        m_names.append(u"batch in time"_s);
        m_items = std::move(m_items) | batch(some, 20ms) | flatMap(unpacked);
        return;
    case 8:
        return add(u"buffer"_s, buffer(some));
    case 9:
        m_names.append(u"merge"_s);
        m_items = merge(none(), std::move(m_items), none());
        return;
    case 10:
        m_names.append(u"concat"_s);
        m_items = concat(none(), std::move(m_items), none());
        return;
    case 11:
        return add(u"flatMap"_s, flatMap(alone));
    case 12:
        return add(u"timeout"_s, timeout(24h));
    case 13:
        m_names.append(u"zip"_s);
        m_items = zip(std::move(m_items), counting()) |
                  map([](std::tuple<Plate, int> pair) { return std::move(std::get<0>(pair)); });
        return;
    case 14:
        m_names.append(u"readyChunks"_s);
        m_items = std::move(m_items) | readyChunks(some) | flatMap(unpacked);
        return;
    case 15:
        return add(u"tap"_s, tap([](const Plate &plate) { Q_ASSERT(plate.number() >= 0); }));
    case 16:
        return add(u"startWith"_s, startWith());
    case 17:
        return add(u"catchError"_s,
                   catchError([](const std::exception_ptr &error) -> Plates { std::rethrow_exception(error); }));
    case 18:
        return add(u"takeUntil"_s, takeUntil(never(Channel<int>(1))));
    case 19: {
        const auto two = std::make_shared<Semaphore>(2);
        return add(u"concurrentMap"_s,
                   concurrentMap([two](Plate plate) { return passed(std::move(plate), two); }, some));
    }
    case 20:
        return add(u"delay"_s, delay(m_elsewhere ? 0ms : 20ms, some));
    case 21:
        m_names.append(u"withLatestFrom and zip of three"_s);
        m_items =
            zip(counting(), std::move(m_items) | withLatestFrom(counting() | take(1)), counting()) |
            map([](std::tuple<int, std::pair<Plate, int>, int> all) { return std::move(std::get<1>(all).first); });
        return;
    default:
        return add(u"flowOn"_s, flowOn(m_elsewhere, some));
    }
}

} // namespace livebelt::test
