// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/Postbox.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/operators/FlowOn.h>
#include <livebelt/async/operators/Map.h>

#include <thread>

namespace livebelt::guide {

// [onThread]
Task<int> countWords(QObject *context, QString text)
{
    auto count = [text] { return int(text.split(u' ').size()); };
    const int words = co_await onThread(context, std::move(count)); // counted there
    co_return words;                                                // back here
}
// [onThread]

// [flowOn]
AsyncIterator<int> squaresFrom(QObject *context, AsyncIterator<int> numbers)
{
    auto square = [](int number) { return number * number; }; // called there
    return std::move(numbers) | map(square) | flowOn(context);
}
// [flowOn]

// [postbox]
void callFrom(Postbox *home, std::function<int()> work, std::function<void(int)> show)
{
    std::thread thread([home, work, show] {
        const int result = work();
        home->post([show, result] { show(result); }); // called on the thread of home
    });
    thread.join();
}
// [postbox]

} // namespace livebelt::guide
