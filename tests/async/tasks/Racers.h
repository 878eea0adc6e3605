// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/Support.h"
#include <livebelt/async/VirtualClock.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

/// Says when it starts and when it is destroyed, and takes its time.
inline Task<int> racer(QStringList *log, QString name, Clock::Duration duration, int value)
{
    log->append(u"+"_s + name);
    const Mark mark(log, u"-"_s + name);
    if (duration.count() > 0)
        co_await sleepFor(duration);
    co_return value;
}

/// The same, and throws its name.
inline Task<int> faller(QStringList *log, QString name, Clock::Duration duration)
{
    co_await racer(log, name, duration, 0);
    throw std::runtime_error(name.toStdString());
}

template<typename... Tasks>
std::vector<Task<int>> together(Tasks... tasks)
{
    std::vector<Task<int>> all;
    (all.push_back(std::move(tasks)), ...);
    return all;
}

/// What run() throws, or nothing.
template<typename T>
QString errorOf(Task<T> task)
{
    try {
        run(std::move(task));
    } catch (const std::exception &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

inline Task<void> pause(Clock::Duration duration)
{
    co_await sleepFor(duration);
}

template<typename T>
Task<void> forget(Task<T> task)
{
    co_await std::move(task);
}

} // namespace livebelt::test
