// SPDX-License-Identifier: MIT
#include <livebelt/async/io/Follow.h>

#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/io/Aside.h>
#include <livebelt/async/io/FollowedFile.h>
#include <livebelt/async/io/Readiness.h>

#include <functional>

namespace livebelt::async {

namespace {

Task<void> interruptAt(Clock::TimePoint due, std::function<void()> interrupt)
{
    co_await sleepUntil(due);
    interrupt();
}

Task<void> interruptAtEnd(std::shared_ptr<Event> until, bool *isEnding, std::function<void()> interrupt)
{
    co_await until->wait();
    *isEnding = true;
    interrupt();
}

/// How a follower waits between two looks.
class Pause
{
public:
    Pause(std::shared_ptr<detail::FileWatch> watch, std::shared_ptr<Event> until)
        : m_watch(std::move(watch)), m_until(std::move(until))
    {
        if (m_watch)
            m_readiness.emplace(m_watch->descriptor(), QSocketNotifier::Read);
    }

    /// For news of the file, the end, or the time to look all the same.
    Task<void> wait(Clock::TimePoint due)
    {
        const std::function<void()> interrupt = [this] { m_readiness ? m_readiness->interrupt() : m_wake.set(); };
        Scope alarm;
        alarm.spawn(interruptAt(due, interrupt));
        if (m_until)
            alarm.spawn(interruptAtEnd(m_until, &m_isEnding, interrupt));
        bool goesOn = true;
        while (goesOn) {
            if (m_readiness)
                co_await m_readiness->wait();
            else
                co_await m_wake.wait();
            goesOn = !m_isEnding && Loop::current().clock().now() < due && !(m_watch && m_watch->hasNews());
        }
    }
    bool isEnding() const { return m_isEnding || (m_until && m_until->isSet()); }

private:
    std::shared_ptr<detail::FileWatch> m_watch;
    std::shared_ptr<Event> m_until;
    std::optional<detail::Readiness> m_readiness;
    Event m_wake;
    bool m_isEnding = false;
};

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
    Pause pause(watch, std::exchange(options.until, nullptr));
    detail::Aside<FollowedFile> file(std::move(path), options, watch);
    const auto look = [](FollowedFile &f) { return f.look(); };
    while (true) {
        const bool isLast = pause.isEnding(); // what was written before the end is to be found by a look after it
        FileChunk piece = co_await file(look);
        if (!piece.bytes.isEmpty() || piece.before != FileChange::None) {
            co_yield std::move(piece);
            continue;
        }
        if (isLast)
            co_return;
        if (!pause.isEnding())
            co_await pause.wait(Loop::current().clock().now() + options.poll);
    }
}

} // namespace livebelt::async
