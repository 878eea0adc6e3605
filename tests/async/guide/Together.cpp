// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/tasks/AnySuccess.h>
#include <livebelt/async/tasks/NextWithin.h>
#include <livebelt/async/tasks/WhenAll.h>
#include <livebelt/async/tasks/WhenAny.h>
#include <livebelt/async/tasks/WithTimeout.h>

namespace livebelt::guide {

// [whenAll]
Task<QByteArray> firstLinesOfTwo(QString a, QString b)
{
    const auto lines = co_await whenAll(firstLine(a), firstLine(b));
    const auto &[first, second] = lines;
    co_return first + second;
}
// [whenAll]

// [whenAny]
Task<QString> whoeverIsFirst(Task<int> number, Task<QString> text)
{
    auto first = co_await whenAny(std::move(number), std::move(text));
    if (first.index() == 1)
        co_return std::get<1>(first.take());
    co_return QString::number(std::get<0>(first.take()));
}
// [whenAny]

// [whenAnyOf]
Task<QString> nextWord(AsyncIterator<QString> received, Channel<QString> typed)
{
    auto first = co_await whenAny(received.next(), typed.receive(), sleepFor(5s));
    if (first.index() == 2)
        co_return u"silence"_s;
    const auto word = first.take();
    if (first.index() == 1)
        co_return std::get<1>(word).value_or(u"the channel was closed"_s);
    co_return std::get<0>(word).value_or(u"the stream has ended"_s);
}
// [whenAnyOf]

// [anySuccess]
Task<int> fastest(Task<int> a, Task<int> b)
{
    const int result = co_await anySuccess(std::move(a), std::move(b));
    co_return result;
}
// [anySuccess]

// [withTimeout]
Task<QString> promptly(Task<QString> answer)
{
    try {
        const QString text = co_await withTimeout(std::move(answer), 10s);
        co_return text;
    } catch (const TimedOut &) {
        co_return u"no answer"_s;
    }
}
// [withTimeout]

// [nextWithin]
Task<int> patiently(AsyncIterator<int> items, int *silences)
{
    int total = 0;
    while (true) {
        try {
            auto item = co_await nextWithin(items, 400ms);
            if (!item)
                co_return total;
            total += *item;
        } catch (const TimedOut &) {
            ++*silences; // the item that is late comes with a later call
        }
    }
}
// [nextWithin]

} // namespace livebelt::guide
