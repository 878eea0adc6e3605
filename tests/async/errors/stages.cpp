// SPDX-License-Identifier: MIT
#include <livebelt/async/operators/DistinctUntilChanged.h>
#include <livebelt/async/operators/Filter.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Pairwise.h>
#include <livebelt/async/operators/Scan.h>
#include <livebelt/async/operators/TakeWhile.h>
#include <livebelt/async/operators/Tap.h>

#include <QString>

using namespace livebelt::async;

struct Reading
{
    int value = 0;
};

AsyncIterator<int> numbers();
AsyncIterator<Reading> readings();
AsyncIterator<std::unique_ptr<int>> owned();

Task<void> use()
{
    // says: map() takes a function that can be called with an item and gives a value
    auto ofAnother = numbers() | map([](QString text) { return text; });
    co_await ofAnother.next();
    // says: map() takes a function that can be called with an item and gives a value
    auto ofNothing = numbers() | map([](int) {});
    co_await ofNothing.next();
    // says: filter() takes a function that can be called with an item that is const and gives a bool
    auto filtered = numbers() | filter([](int item) { return QString::number(item); });
    co_await filtered.next();
    // says: filter() takes a function that can be called with an item that is const and gives a bool
    auto behind = numbers() | map([](int item) { return item; }) | filter([](int &) { return true; });
    co_await behind.next();
    // says: takeWhile() takes a function that can be called with an item that is const and gives a bool
    auto taken = numbers() | takeWhile([](QString) { return true; });
    co_await taken.next();
    // says: scan() takes a state that can be copied
    auto scanned = numbers() | scan(0, [](int, QString) { return 1; });
    co_await scanned.next();
    // says: distinctUntilChanged() compares keys by ==
    auto distinct = readings() | distinctUntilChanged();
    co_await distinct.next();
    // says: tap() takes a function that can be called with an item that is const
    auto tapped = numbers() | tap([](QString) {});
    co_await tapped.next();
    // says: pairwise() needs items that can be copied
    auto pairs = owned() | pairwise();
    co_await pairs.next();
    // says: what stands behind | is no operator for such a stream
    auto piped = numbers() | 42;
    co_await piped.next();
}
