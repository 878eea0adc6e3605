// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/TimeSpan.h>

#include <QObject>

namespace livebelt::async {

/// Time for tests. As long as it lives, it is the clock of the thread that made it: nothing takes time, and when all
/// that is ready on this thread has run and only sleepers are left, it jumps to the next of them. So an hour of
/// timeouts and retries passes in a moment, in the same order on each run.
///
///     VirtualClock clock;
///     run(withTimeout(slow(), 1h)); // clock.elapsed() is 1h
///
/// It does not see what other threads, processes and the network are about: where a test waits for those too, take
/// Manual, and advance() by hand. To be destroyed on its thread; those who sleep then go on in real time.
class VirtualClock final : public QObject, public Clock
{
public:
    /// Who moves it on.
    enum class Mode { Automatic, Manual };

    /// Stands in for the clock of this thread until it is destroyed.
    explicit VirtualClock(Mode mode = Mode::Automatic);
    ~VirtualClock() override;

    /// Its time.
    TimePoint now() const override { return m_now; }
    /// How far it has gone since it was made.
    Duration elapsed() const { return m_now - m_start; }
    /// Lets time pass at once, up to the end of all time; whoever sleeps until then, or less, is woken, at the time he
    /// is due, in order.
    void advance(TimeSpan by);

protected:
    void wakeAt(Loop &loop, std::optional<TimePoint> due) override;
    bool event(QEvent *event) override;

private:
    void lookLater();

    Loop &m_loop;
    Mode m_mode;
    TimePoint m_start;
    TimePoint m_now;
    std::optional<TimePoint> m_due;
    int m_quietTurns = 0;       ///< turns of the event loop in which nothing was ready
    bool m_isRequested = false; ///< an event is on its way
};

} // namespace livebelt::async
