// SPDX-License-Identifier: MIT
#pragma once

#include "sources/async/Wake.h"

#include <QHash>
#include <QObject>
#include <chrono>
#include <mutex>
#include <utility>

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
    /// The time in which a coroutine that is started from outside of the loop counts as a slice. Within a slice that
    /// goes on: starting others does not stretch it.
    class Slice
    {
    public:
        explicit Slice(Loop &loop) : m_loop(loop), m_isOuter(!std::exchange(loop.m_inSlice, true))
        {
            if (m_isOuter)
                loop.m_sliceEnd = Clock::now() + loop.m_budget;
        }
        Slice(const Slice &) = delete;
        Slice &operator=(const Slice &) = delete;
        ~Slice()
        {
            if (m_isOuter)
                m_loop.m_inSlice = false;
        }

    private:
        Loop &m_loop;
        bool m_isOuter;
    };

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
