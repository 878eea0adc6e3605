// SPDX-License-Identifier: MIT
#include <livebelt/async/operators/CatchError.h>
#include <livebelt/async/operators/CombineLatest.h>
#include <livebelt/async/operators/Concat.h>
#include <livebelt/async/operators/ConcurrentMap.h>
#include <livebelt/async/operators/FlatMap.h>
#include <livebelt/async/operators/ForEach.h>
#include <livebelt/async/operators/Merge.h>
#include <livebelt/async/operators/Retry.h>
#include <livebelt/async/operators/StartWith.h>
#include <livebelt/async/operators/SwitchMap.h>
#include <livebelt/async/operators/WithLatestFrom.h>

#include <QString>

using namespace livebelt::async;

AsyncIterator<int> numbers();
AsyncIterator<QString> texts();
AsyncIterator<std::unique_ptr<int>> owned();

Task<void> use()
{
    // says: flatMap() takes a function that can be called with an item and gives a stream
    auto flat = numbers() | flatMap([](int item) { return item; });
    co_await flat.next();
    // says: flatMap() takes a function that can be called with an item and gives a stream
    auto ofTexts = texts() | flatMap([](int) { return numbers(); }, 4);
    co_await ofTexts.next();
    // says: switchMap() takes a function that can be called with an item and gives a stream
    auto switched = numbers() | switchMap([](int item) { return QString::number(item); });
    co_await switched.next();
    // says: concurrentMap() takes a function that can be called with an item and gives a Task
    auto concurrent = numbers() | concurrentMap([](int item) { return item; }, 4);
    co_await concurrent.next();
    // says: catchError() takes a function that is called with the error and gives a stream of the same kind of items
    auto caught = numbers() | catchError([](const std::exception_ptr &) { return texts(); });
    co_await caught.next();
    // says: forEach() takes a function that can be called with an item
    co_await (numbers() | forEach([](QString) {}));
    // says: startWith() takes values of which an item can be made
    auto started = numbers() | startWith(QString());
    co_await started.next();
    // says: withLatestFrom() takes a stream whose items can be copied
    auto latest = numbers() | withLatestFrom(owned());
    co_await latest.next();
    // says: combineLatest() needs items that can be copied
    auto combined = combineLatest(numbers(), owned());
    co_await combined.next();
    // says: merge() takes streams of one kind of items
    auto merged = merge(numbers(), texts());
    co_await merged.next();
    // says: concat() takes streams of one kind of items
    auto joined = concat(numbers(), texts());
    co_await joined.next();
    // says: retry() takes a function without arguments that gives a stream
    auto retried = retry([] { return 1; });
}
