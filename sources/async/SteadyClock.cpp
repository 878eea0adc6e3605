// SPDX-License-Identifier: MIT
#include <livebelt/async/SteadyClock.h>

#include <livebelt/async/Loop.h>

#include <QTimerEvent>
#include <algorithm>
#include <limits>

namespace livebelt::async {

void SteadyClock::wakeAt(Loop &loop, std::optional<TimePoint> due)
{
    using std::chrono::milliseconds;
    // A timer that fires too early only looks again: that is cheaper than to stop one for each sleeper that goes.
    if (!due || (m_timer.isActive() && m_due <= *due))
        return;
    m_loop = &loop;
    m_due = *due;
    constexpr milliseconds most(std::numeric_limits<int>::max());
    const TimePoint time = now();
    const auto left = *due > time ? std::min(std::chrono::ceil<milliseconds>(*due - time), most) : milliseconds(0);
    m_timer.start(int(left.count()), Qt::PreciseTimer, this);
}

void SteadyClock::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    m_timer.stop();
    m_loop->wakeSleepers();
}

} // namespace livebelt::async
