// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Task.h>

#include <memory>

namespace livebelt::async::detail {

/// A place for a task on the thread it was made on, for others to start and stop from any thread. The task runs, and is
/// destroyed, there; at the latest when the thread, a QThread, ends. One that is never started is destroyed anywhere.
class Resident
{
public:
    Resident();
    /// Stops what runs.
    ~Resident();
    Resident(const Resident &) = delete;
    Resident &operator=(const Resident &) = delete;

    /// Starts a task from the thread's event loop, in the place of another. Returns the number of the run.
    quint64 start(Task<void> task);
    /// Destroys the task of that run, or sees to it that it never starts: at once on the thread itself, else soon.
    void stop(quint64 run);

private:
    struct Home;
    std::shared_ptr<Home> m_home;
};

} // namespace livebelt::async::detail
