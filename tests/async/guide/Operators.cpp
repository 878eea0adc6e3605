// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/io/ReadFile.h>
#include <livebelt/async/operators/Batch.h>
#include <livebelt/async/operators/Filter.h>
#include <livebelt/async/operators/FlatMap.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Merge.h>
#include <livebelt/async/operators/Retry.h>
#include <livebelt/async/operators/Take.h>
#include <livebelt/async/operators/Timeout.h>

namespace livebelt::guide {

// [stages]
AsyncIterator<QByteArray> warnings(QString path)
{
    auto isWarning = [](const QByteArray &line) { return line.startsWith("warning"); };
    return linesOf(readFile(path), 4096) | map(&Line::bytes) | filter(isWarning) | take(100);
}
// [stages]

// [flatMap]
AsyncIterator<QByteArray> linesOfAll(AsyncIterator<QString> paths)
{
    auto linesIn = [](QString path) { return linesOf(readFile(path), 4096) | map(&Line::bytes); };
    return std::move(paths) | flatMap(linesIn, 4); // up to four files at once
}
// [flatMap]

// [merge]
AsyncIterator<int> fromBoth(AsyncIterator<int> history, AsyncIterator<int> live)
{
    return merge(std::move(history), std::move(live) | map([](int item) { return item * 10; }));
}
// [merge]

// [batch]
AsyncIterator<std::vector<int>> rows(AsyncIterator<int> readings)
{
    return std::move(readings) | batch(2, 1500ms);
}
// [batch]

// [retry]
AsyncIterator<int> steadily(std::function<AsyncIterator<int>()> connect)
{
    auto attempt = [connect] { return connect() | timeout(30s); };
    return retry(attempt);
}
// [retry]

} // namespace livebelt::guide
