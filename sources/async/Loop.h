// SPDX-License-Identifier: MIT
#pragma once

#include "sources/async/Wake.h"

#include <QHash>
#include <QObject>
#include <chrono>
#include <mutex>

namespace livebelt::async {

/// One thread's queue of coroutines that are ready to go on, driven by the thread's Qt event loop.
///
/// Whatever wakes a coroutine only queues it here; it is resumed from one posted event, never inside somebody's emit.
/// One event serves a whole burst. It works in slices: past the budget it lets the event loop take its turn (paint,
/// read sockets) and goes on afterwards. A thread has its Loop from the first use until the thread ends, for
/// QThread::wait() to see.
class Loop final : public QObject
{
public:
    using Clock = std::chrono::steady_clock;

    static Loop &current();
    ~Loop() override;

    /// How long one slice may last; 8 ms unless set. Any thread's own loop only.
    void setSliceBudget(std::chrono::milliseconds budget) { m_budget = budget; }
    /// Whether the slice that runs now has used up its budget.
    bool isSliceSpent() const { return Clock::now() >= m_sliceEnd; }
    /// Starts one, for coroutines that start from outside of it; within a slice it goes on.
    void beginSlice()
    {
        if (!m_inSlice)
            m_sliceEnd = Clock::now() + m_budget;
    }

    /// Posts wake after the given time, which is at most 24 days. Returns the timer, for stopTimer().
    int startTimer(Wake &wake, std::chrono::milliseconds after);
    void stopTimer(int timer);

protected:
    bool event(QEvent *event) override;

private:
    friend class Wake;
    Loop();
    static Loop *make();
    void enqueue(Wake &wake);
    void unlink(Wake &wake); ///< with m_mutex held
    Wake *takeFirst();
    void runSlice();
    void requestSlice();

    std::mutex m_mutex;
    Wake *m_first = nullptr;
    Wake *m_last = nullptr;
    qsizetype m_size = 0;
    bool m_requested = false; ///< an event is on its way
    bool m_inSlice = false;
    Clock::duration m_budget = std::chrono::milliseconds(8);
    Clock::time_point m_sliceEnd{};
    QHash<int, Wake *> m_timers;
};

} // namespace livebelt::async
