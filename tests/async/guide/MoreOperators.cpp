// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/Signals.h>
#include <livebelt/async/operators/CatchError.h>
#include <livebelt/async/operators/CombineLatest.h>
#include <livebelt/async/operators/ConcurrentMap.h>
#include <livebelt/async/operators/Delay.h>
#include <livebelt/async/operators/Filter.h>
#include <livebelt/async/operators/First.h>
#include <livebelt/async/operators/ForEach.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Pairwise.h>
#include <livebelt/async/operators/StartWith.h>
#include <livebelt/async/operators/TakeUntil.h>
#include <livebelt/async/operators/Tap.h>
#include <livebelt/async/operators/ToVector.h>
#include <livebelt/async/operators/WithLatestFrom.h>

namespace livebelt::guide {

// [steps]
AsyncIterator<int> steps(AsyncIterator<int> positions, int *seen)
{
    auto count = [seen](int) { ++*seen; };
    auto difference = [](std::pair<int, int> both) { return both.second - both.first; };
    return std::move(positions) | tap(count) | startWith(0) | pairwise() | map(difference);
}
// [steps]

// [takeUntil]
AsyncIterator<int> untilRenamed(AsyncIterator<int> readings, const QObject *object)
{
    return std::move(readings) | takeUntil(nextSignal(object, &QObject::objectNameChanged));
}
// [takeUntil]

// [withLatestFrom]
AsyncIterator<int> converted(AsyncIterator<int> prices, AsyncIterator<int> rates)
{
    auto multiply = [](std::pair<int, int> both) { return both.first * both.second; };
    return std::move(prices) | withLatestFrom(std::move(rates)) | map(multiply);
}
// [withLatestFrom]

// [three]
AsyncIterator<QString> labels(AsyncIterator<QString> names, AsyncIterator<int> numbers, AsyncIterator<QString> units)
{
    auto join = [](std::tuple<QString, int, QString> all) {
        const auto &[name, number, unit] = all;
        return u"%1: %2 %3"_s.arg(name).arg(number).arg(unit);
    };
    return combineLatest(std::move(names), std::move(numbers), std::move(units)) | map(join);
}
// [three]

// [catchError]
AsyncIterator<int> orFromCache(AsyncIterator<int> live, std::function<AsyncIterator<int>()> cached)
{
    auto instead = [cached](const std::runtime_error &) { return cached(); };
    return std::move(live) | catchError<std::runtime_error>(instead);
}
// [catchError]

// [concurrentMap]
AsyncIterator<QByteArray> firstLinesOf(AsyncIterator<QString> paths)
{
    return std::move(paths) | concurrentMap(firstLine, 5); // at most five files at once
}
// [concurrentMap]

// [delay]
AsyncIterator<int> twoSecondsLater(AsyncIterator<int> frames)
{
    return std::move(frames) | delay(2s);
}
// [delay]

// [terminals]
Task<int> firstAbove(AsyncIterator<int> readings, int limit)
{
    auto isAbove = [limit](int reading) { return reading > limit; };
    const auto found = co_await (std::move(readings) | filter(std::move(isAbove)) | first());
    co_return found.value_or(-1);
}

Task<std::size_t> countOf(AsyncIterator<int> readings)
{
    const std::vector<int> all = co_await (std::move(readings) | toVector());
    co_return all.size();
}

Task<void> addUp(AsyncIterator<int> readings, qint64 *total)
{
    auto add = [total](int reading) { *total += reading; };
    co_await (std::move(readings) | forEach(std::move(add)));
}
// [terminals]

} // namespace livebelt::guide
