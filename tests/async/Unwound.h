// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/Support.h"

#include <memory>

namespace livebelt::test {

using namespace Qt::StringLiterals;

inline AsyncIterator<int> generator(QStringList *log, Task<void> child)
{
    const Mark mark(log, u"generator"_s);
    co_await std::move(child);
    co_yield 1;
}

inline Task<void> consumer(QStringList *log, AsyncIterator<int> items)
{
    const Mark mark(log, u"consumer"_s);
    AsyncIterator<int> own = std::move(items);
    co_await own.next();
    log->append(u"resumed"_s);
}

/// Starts a consumer of a generator that waits for child, and destroys it; then `after` makes happen what it waited
/// for.
inline QStringList unwound(QStringList *log, Task<void> child, const std::function<void()> &after)
{
    auto scope = std::make_unique<Scope>();
    scope->spawn(consumer(log, generator(log, std::move(child))));
    settle();
    if (!log->isEmpty() || scope->isEmpty())
        return {u"it did not wait"_s};
    scope.reset();
    after();
    settle();
    return *log;
}

} // namespace livebelt::test
