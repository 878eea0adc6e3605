// SPDX-License-Identifier: MIT
#include <livebelt/async/operators/NextOrDeadline.h>

namespace livebelt::async::detail {

bool hasCome(Clock::TimePoint time)
{
    return Loop::current().clock().now() >= time;
}

PullOrDeadline::PullOrDeadline(IteratorFrame *items, std::optional<Clock::TimePoint> due,
                               std::optional<Clock::Duration> limit)
    : Pull(items), m_due(due), m_limit(limit)
{
}

void PullOrDeadline::Alarm::set(Continuation continuation, Clock::TimePoint due)
{
    suspend(continuation);
    sleepUntil(due);
}

void PullOrDeadline::enter(Continuation continuation)
{
    suspend(continuation);
    if (m_limit)
        m_alarm.emplace().set(continuation, deadlineIn(*m_limit));
    else if (m_due)
        m_alarm.emplace().set(continuation, *m_due);
}

Arrival<void> PullOrDeadline::arrival()
{
    Arrival<void> arrival;
    // Not resumed and not about to be: so it was the alarm.
    arrival.isTimeUp = isSuspended() && !isPosted();
    if (arrival.isTimeUp)
        return arrival;
    try {
        arrival.item = takeItem();
    } catch (...) {
        arrival.error = std::current_exception();
    }
    return arrival;
}

} // namespace livebelt::async::detail
