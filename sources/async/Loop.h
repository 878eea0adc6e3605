// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Sleepers.h>
#include <livebelt/async/SteadyClock.h>
#include <livebelt/async/Wake.h>

#include <QBasicTimer>
#include <QObject>
#include <QPointer>
#include <chrono>
#include <mutex>
#include <utility>

class QAbstractEventDispatcher;

namespace livebelt::async {

class Waiter;
namespace detail {
class ScopeLink;
/// How many more awaits of this thread may go on, having found what they wait for, before somebody looks at the time.
extern constinit thread_local unsigned t_credit;
} // namespace detail

/// One thread's queue of coroutines that are ready to go on, driven by the thread's Qt event loop.
///
/// Whatever wakes a coroutine only queues it here; it is resumed from one posted event, never inside somebody's emit.
/// One event serves a whole burst. It works in slices: past the budget it lets the event loop take its turn (paint,
/// read sockets) and goes on afterwards. A coroutine that runs an event loop inside of its slice, such as a modal
/// dialog's, lets the others go on there; one that only calls processEvents() again and again does not. A thread has
/// its Loop from the first use until the thread ends, for QThread::wait() to see.
class Loop final : public QObject
{
public:
    /// This thread's; made at the first call.
    static Loop &current();
    ~Loop() override;

    /// How long one slice may last; 8 ms unless set. Any thread's own loop only.
    void setSliceBudget(std::chrono::milliseconds budget) { m_budget = budget; }
    /// Whether the slice that runs now has used up its budget.
    bool isSliceSpent() const { return std::chrono::steady_clock::now() >= m_sliceEnd; }
    /// For an awaiter that has its result already: whether it is to suspend all the same, and be woken in the next
    /// slice, since this one has used up its budget. All awaiters of a thread share that, so that a loop over whatever
    /// is always ready lets the event loop have its turn. It looks at the time as seldom as it learns it may: asking
    /// costs a count.
    static bool mustGiveWay()
    {
        if (detail::t_credit == 0) [[unlikely]]
            return current().isCreditSpent();
        --detail::t_credit;
        return false;
    }
    /// When the slice that runs now, or the last one, began.
    std::chrono::steady_clock::time_point sliceStart() const { return m_sliceEnd - m_budget; }
    /// The head of the list of all that are suspended on this thread (Waiter::nextWaiting()).
    const Waiter *firstWaiting() const { return m_waiting; }
    /// The time in which a coroutine that is started from outside of the loop counts as a slice. Within a slice that
    /// goes on: starting others does not stretch it.
    class Slice
    {
    public:
        /// A slice begins, unless one goes on already.
        explicit Slice(Loop &loop) : m_loop(loop), m_isOuter(loop.beginSlice()) {}
        Slice(const Slice &) = delete;
        Slice &operator=(const Slice &) = delete;
        ~Slice()
        {
            if (m_isOuter)
                m_loop.endSlice();
        }

    private:
        Loop &m_loop;
        bool m_isOuter;
    };

    /// This thread's time.
    const Clock &clock() const { return *m_clock; }
    /// Wakes it at that time, unless it is taken back before; at the end of all time, never. Only on this thread.
    void addSleeper(Clock::TimePoint due, Sleeper &sleeper);
    /// It is not woken any more.
    void removeSleeper(Sleeper &sleeper);
    /// Whether something waits to be run.
    bool hasReady();

protected:
    bool event(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    friend class Wake;
    friend class Waiter;
    friend class detail::ScopeLink;
    friend class SteadyClock;
    friend class VirtualClock;
    Loop();
    static Loop *make();
    bool isCreditSpent();
    enum class Turn {
        Next, ///< of the event loop
        Idle, ///< once the event loop has nothing better to do
        Now   ///< a slice follows at once
    };
    // With m_mutex held.
    void enqueue(Wake &wake, Turn turn = Turn::Next);
    void unlink(Wake &wake);
    void runSlice(bool isRequested = false); ///< true: the event is here
    bool beginSlice();                       ///< false: one goes on already
    void endSlice();
    bool isOwnSlice() const;
    void seeToNestedLoop();
    void requestSlice();
    void requestSliceIfReady();
    std::optional<Clock::TimePoint> nextDue() const;
    void wakeSleepers();         ///< those who are due by now
    void setClock(Clock *clock); ///< null: the machine's; what is left to sleep stays the same

    std::mutex &m_mutex; ///< it stays when the loop goes: others may be about to wake what was suspended here
    Wake *m_first = nullptr;
    Wake *m_last = nullptr;
    qsizetype m_size = 0;
    qsizetype m_idleSize = 0; ///< of those, who wait for an idle turn
    bool m_requested = false; ///< an event is on its way
    bool m_inSlice = false;
    int m_level = 0; ///< how deep the event loops were nested when the slice began
    std::chrono::nanoseconds m_budget = std::chrono::milliseconds(8);
    std::chrono::steady_clock::time_point m_sliceEnd{};
    std::chrono::steady_clock::time_point m_lastLook{}; ///< at the time, by mustGiveWay() or as the slice began
    unsigned m_credit = 64;                             ///< how many awaits go on from one look to the next
    QPointer<QAbstractEventDispatcher> m_dispatcher;
    QBasicTimer m_idle; ///< runs while somebody waits for an idle turn
    SteadyClock m_steady;
    Clock *m_clock = &m_steady;
    Sleepers m_sleepers;
    Waiter *m_waiting = nullptr;
    detail::ScopeLink *m_scopes = nullptr; ///< the head of the list of those that have tasks on this thread
};

} // namespace livebelt::async
