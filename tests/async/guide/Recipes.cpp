// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/operators/Buffer.h>
#include <livebelt/async/operators/CombineLatest.h>
#include <livebelt/async/operators/Concat.h>
#include <livebelt/async/operators/Debounce.h>
#include <livebelt/async/operators/DistinctUntilChanged.h>
#include <livebelt/async/operators/Enumerate.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Sample.h>
#include <livebelt/async/operators/Scan.h>
#include <livebelt/async/operators/Skip.h>
#include <livebelt/async/operators/SwitchMap.h>
#include <livebelt/async/operators/TakeWhile.h>
#include <livebelt/async/operators/Zip.h>

namespace livebelt::guide {

// [typing]
AsyncIterator<QString> found(AsyncIterator<QString> typed, std::function<AsyncIterator<QString>(QString)> search)
{
    // What is searched for no more is cancelled, as soon as something else has been typed.
    return std::move(typed) | debounce(300ms) | distinctUntilChanged() | switchMap(std::move(search));
}
// [typing]

// [smoothed]
AsyncIterator<double> smoothed(AsyncIterator<double> readings)
{
    auto mean = [](double before, double reading) { return before + (reading - before) / 4; };
    return std::move(readings) | scan(0.0, mean) | skip(8) | sample(1s); // the first ones only get it going
}
// [smoothed]

// [header]
AsyncIterator<QByteArray> header(AsyncIterator<Line> lines)
{
    auto isHeader = [](const Numbered<Line> &line) { return !line.item.bytes.isEmpty() && line.number < 100; };
    auto bytes = [](Numbered<Line> line) { return line.item.bytes; };
    return std::move(lines) | enumerate() | takeWhile(isHeader) | map(bytes);
}
// [header]

// [thenLive]
AsyncIterator<int> thenLive(AsyncIterator<int> history, AsyncIterator<int> live)
{
    return concat(std::move(history), std::move(live) | buffer(1000)); // may run 1000 items ahead of us
}
// [thenLive]

// [price]
AsyncIterator<int> prices(AsyncIterator<int> amounts, AsyncIterator<int> rates)
{
    auto times = [](const auto &both) { return std::get<0>(both) * std::get<1>(both); };
    return combineLatest(std::move(amounts), std::move(rates)) | map(times); // anew, whenever one of them changes
}

AsyncIterator<int> products(AsyncIterator<int> a, AsyncIterator<int> b)
{
    auto times = [](const auto &both) { return std::get<0>(both) * std::get<1>(both); };
    return zip(std::move(a), std::move(b)) | map(times); // the first with the first, the second with the second
}
// [price]

} // namespace livebelt::guide
