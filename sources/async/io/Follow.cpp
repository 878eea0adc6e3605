// SPDX-License-Identifier: MIT
#include "sources/async/io/Follow.h"

#include "sources/async/Scope.h"
#include "sources/async/Timers.h"
#include "sources/async/io/Aside.h"
#include "sources/async/io/FollowedFile.h"
#include "sources/async/io/Readiness.h"

namespace livebelt::async {

namespace {

Task<void> interruptAt(Clock::TimePoint due, detail::Readiness *readiness)
{
    co_await sleepUntil(due);
    readiness->interrupt();
}

/// Waits for news of the file, or for the time to look all the same.
Task<void> newsOrDue(std::shared_ptr<detail::FileWatch> watch, detail::Readiness *readiness, Clock::TimePoint due)
{
    Scope alarm;
    alarm.spawn(interruptAt(due, readiness));
    do
        co_await readiness->wait();
    while (!watch->hasNews() && Loop::current().clock().now() < due);
}

} // namespace

AsyncIterator<FileChunk> follow(QString path, FollowOptions options)
{
    using detail::FollowedFile;
    options.chunk = qMax<qint64>(1, options.chunk);
    std::shared_ptr<detail::FileWatch> watch;
    if (options.watch)
        watch = std::make_shared<detail::FileWatch>(path);
    if (watch && watch->descriptor() < 0)
        watch = nullptr;
    detail::Aside<FollowedFile> file(std::move(path), options, watch);
    std::optional<detail::Readiness> readiness;
    if (watch)
        readiness.emplace(watch->descriptor(), QSocketNotifier::Read);
    const auto look = [](FollowedFile &f) { return f.look(); };
    while (true) {
        FileChunk piece = co_await file(look);
        if (!piece.bytes.isEmpty()) {
            co_yield std::move(piece);
            continue;
        }
        if (watch)
            co_await newsOrDue(watch, &*readiness, Loop::current().clock().now() + options.poll);
        else
            co_await sleepFor(options.poll);
    }
}

} // namespace livebelt::async
