// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/tasks/Racers.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/tasks/Actor.h>

namespace livebelt::test {

/// The object of the actors under test: writes down what it is told, what it does in the background, and its own end.
class Notebook
{
public:
    explicit Notebook(QStringList *log) : m_log(log) { m_log->append(u"made"_s); }
    Notebook(QStringList *log, ActorContext<Notebook> actor) : Notebook(log) { m_actor.emplace(std::move(actor)); }
    ~Notebook() { m_log->append(u"gone"_s); }

    int write(const QString &text)
    {
        m_log->append(text);
        return ++m_count;
    }
    Task<int> writeSlowly(QString text, Clock::Duration duration)
    {
        m_log->append(u"("_s + text);
        const Mark mark(m_log, text + u")"_s);
        co_await sleepFor(duration);
        co_return ++m_count;
    }
    void fail() { throw std::runtime_error("torn"); }
    Task<void> failSlowly()
    {
        co_await sleepFor(1s);
        throw std::runtime_error("torn slowly");
    }
    void workInBackground(Clock::Duration duration, bool fails)
    {
        m_actor->background().spawn(work(m_log, duration, fails));
    }
    void tellItself(const QString &text) { m_actor->self().tell(&Notebook::write, text); }
    void stopItself() { m_actor->self().requestStop(); }

private:
    static Task<void> work(QStringList *log, Clock::Duration duration, bool fails)
    {
        const Mark mark(log, u"work ends"_s);
        co_await sleepFor(duration);
        log->append(u"work done"_s);
        if (fails)
            throw std::runtime_error("work failed");
    }

    QStringList *m_log;
    std::optional<ActorContext<Notebook>> m_actor;
    int m_count = 0;
};

/// Waits of 1 s, 2 s, 4 s and so on between failures.
inline ActorOptions predictable(OnFailure onFailure = OnFailure::Restart)
{
    ActorOptions options;
    options.onFailure = onFailure;
    options.backoff = Backoff(1s, 1min, 0);
    return options;
}

inline Actor<Notebook> notebook(QStringList *log, ActorOptions options = predictable(), QObject *context = nullptr)
{
    auto make = [log](ActorContext<Notebook> actor) { return std::make_unique<Notebook>(log, std::move(actor)); };
    return Actor<Notebook>(context, make, std::move(options));
}

} // namespace livebelt::test
