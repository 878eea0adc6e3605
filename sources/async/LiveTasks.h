// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <chrono>
#include <source_location>
#include <vector>

namespace livebelt::async {

/// A coroutine that has been started and has not ended.
struct LiveTask
{
    QByteArray function;               ///< as the compiler writes it
    QByteArray name;                   ///< as whoever spawned it has called it; mostly empty
    std::source_location started;      ///< the spawn() or co_await that started it; line 0 where that is not known
    std::source_location at;           ///< the co_await it is suspended at
    QByteArray awaits;                 ///< the type it awaits; empty where that is the child, and "running" if it runs
    std::chrono::nanoseconds since{0}; ///< for how long, to the slice (Loop.h)
    std::vector<LiveTask> children;    ///< the one it awaits, and those of the scopes it has made
};

/// All of this thread's, as a forest: a task is a child of the coroutine that awaits it, or that runs the Scope it was
/// spawned in. An iterator that nobody awaits is not in it. Costs nothing until it is called, and then a time that
/// grows as the number of tasks.
std::vector<LiveTask> liveTasks();

/// One line a task, children indented: for a log, or a person.
QByteArray describe(const std::vector<LiveTask> &tasks);

} // namespace livebelt::async
