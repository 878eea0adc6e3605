// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QList>
#include <QStringList>
#include <QTimer>
#include <functional>

namespace livebelt::test {

using namespace livebelt::async;
using namespace std::chrono_literals;

/// Writes down when it is destroyed.
class Mark
{
public:
    Mark(QStringList *log, QString name) : m_log(log), m_name(std::move(name)) {}
    Mark(const Mark &) = delete;
    Mark &operator=(const Mark &) = delete;
    ~Mark() { m_log->append(m_name); }

private:
    QStringList *m_log;
    QString m_name;
};

/// Lets the event loop run until the condition holds; false after half a minute.
inline bool runUntil(const std::function<bool()> &condition)
{
    const QDeadlineTimer deadline(30s);
    QTimer alarm;
    alarm.start(30s);
    while (!condition() && !deadline.hasExpired())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return condition();
}

/// Gives all that is ready its turn, and what that makes ready.
inline void settle()
{
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

inline AsyncIterator<int> numbers(int count)
{
    for (int i = 0; i < count; ++i)
        co_yield int(i);
}

inline AsyncIterator<int> waitingNumbers(int count)
{
    for (int i = 0; i < count; ++i) {
        co_await sleepFor(0ms);
        co_yield int(i);
    }
}

template<typename T>
Task<void> collect(AsyncIterator<T> items, QList<T> *to)
{
    while (auto item = co_await items.next())
        to->append(std::move(*item));
}

/// As collect(), of an iterator that belongs to somebody else.
template<typename T>
Task<void> collectFrom(AsyncIterator<T> *items, QList<T> *to, qsizetype atMost = -1)
{
    while (atMost < 0 || to->size() < atMost) {
        auto item = co_await items->next();
        if (!item)
            break;
        to->append(std::move(*item));
    }
}

inline Task<int> immediate(int value)
{
    co_return value;
}

inline Task<int> later(int value)
{
    co_await sleepFor(0ms);
    co_return value;
}

template<typename T>
Task<void> keep(Task<T> task, std::optional<T> *to)
{
    T value = co_await std::move(task);
    to->emplace(std::move(value));
}

/// Runs the event loop until the task has ended; throws what it throws.
inline void run(Task<void> task)
{
    std::exception_ptr failure;
    Scope scope;
    scope.onFailure([&failure](std::exception_ptr error) { failure = std::move(error); });
    scope.spawn(std::move(task));
    if (!runUntil([&] { return scope.isEmpty(); }))
        throw std::runtime_error("the task did not end");
    if (failure)
        std::rethrow_exception(failure);
}

template<typename T>
T run(Task<T> task)
{
    std::optional<T> result;
    run(keep(std::move(task), &result));
    return std::move(*result);
}

} // namespace livebelt::test
