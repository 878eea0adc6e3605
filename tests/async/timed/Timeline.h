// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/Support.h"
#include <livebelt/async/VirtualClock.h>

#include <QDebug>

namespace livebelt::test {

using namespace Qt::StringLiterals;

using Milliseconds = std::chrono::milliseconds;

/// An item, and when: on the way in, and on the way out.
template<typename T>
struct At
{
    Milliseconds time;
    T item;
    bool operator==(const At &) const = default;
};
using Timeline = QList<At<int>>;

template<typename T>
char *toString(const QList<At<T>> &timeline)
{
    QString text;
    QDebug debug(&text);
    for (const auto &[time, item] : timeline)
        debug << time.count() << "ms:" << item;
    return qstrdup(text.toUtf8().constData());
}

inline Milliseconds sinceStart(Clock::TimePoint start)
{
    return std::chrono::duration_cast<Milliseconds>(Loop::current().clock().now() - start);
}

/// The items at their times after the first next(), or at once where that has passed; then the end, or the error.
inline AsyncIterator<int> play(Timeline timeline, bool fails = false)
{
    const Clock::TimePoint start = Loop::current().clock().now();
    for (const At<int> &entry : timeline) {
        if (start + entry.time > Loop::current().clock().now())
            co_await sleepUntil(start + entry.time);
        co_yield int(entry.item);
    }
    if (fails)
        throw std::runtime_error("the source failed");
}

/// One item each interval, the first after one.
inline AsyncIterator<int> beat(Milliseconds interval)
{
    for (int i = 1;; ++i) {
        co_await sleepFor(interval);
        co_yield int(i);
    }
}

/// Notes what comes, and when; works so long on each.
template<typename T>
Task<void> note(AsyncIterator<T> items, QList<At<T>> *to, qsizetype atMost = 1000, Milliseconds work = Milliseconds(0))
{
    const Clock::TimePoint start = Loop::current().clock().now();
    while (to->size() < atMost) {
        auto item = co_await items.next();
        if (!item)
            break;
        At<T> entry{sinceStart(start), std::move(*item)};
        to->append(std::move(entry));
        if (work > Milliseconds(0))
            co_await sleepFor(work);
    }
}

/// What comes of a stream, from its first next() on.
template<typename S>
auto recorded(S items, qsizetype atMost = 1000, Milliseconds work = Milliseconds(0))
{
    using T = typename S::value_type;
    QList<At<T>> got;
    run(note<T>(std::move(items), &got, atMost, work));
    return got;
}

/// The same of one that fails, which `*got` has all the items of.
template<typename S, typename T>
QString failureOf(S items, QList<At<T>> *got)
{
    try {
        run(note<T>(std::move(items), got));
    } catch (const std::exception &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace livebelt::test
