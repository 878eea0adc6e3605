// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/RecordQueue.h"

#include <memory>

namespace livebelt {

/// One connection that a library of another house holds, from opening it to its end, on a thread of its own that may
/// block. It is shared by that thread and the feed (ThreadConnection), and either may go first.
class ThreadJob
{
public:
    ThreadJob() = default;
    ThreadJob(const ThreadJob &) = delete;
    ThreadJob &operator=(const ThreadJob &) = delete;
    virtual ~ThreadJob() = default;

    /// Starts the thread, which keeps job until work() has returned; the queue then finishes with what that gave, or
    /// with what it threw (std::exception) as a loss. Throws std::system_error where the system has no thread for us.
    static void start(std::shared_ptr<ThreadJob> job);

    /// From any thread, waits for nothing: work() gives what has arrived and returns soon. Calling it again does
    /// nothing. An override calls this one.
    virtual void stop();
    /// The first count records that were put into the queue are durable, and all those of earlier connections. I/O
    /// thread; waits for nothing.
    virtual void stored(quint64 count);
    /// Hands a message over, to be sent by the job's thread. I/O thread; waits for nothing.
    virtual Result<void> send(const Outgoing &message);

    RecordQueue &queue() { return m_queue; }

protected:
    /// On the job's thread: connects, tells the queue so, puts records into it until the connection ends, and says how
    /// it ended. No other thread may use this object when it has returned.
    virtual Ending work() = 0;

private:
    RecordQueue m_queue;
};

} // namespace livebelt
