// SPDX-License-Identifier: MIT
#include <livebelt/async/VirtualClock.h>

#include <livebelt/async/Loop.h>

#include <QCoreApplication>
#include <QEvent>

namespace livebelt::async {

namespace {

const QEvent::Type lookEvent = QEvent::Type(QEvent::registerEventType());
/// What became ready in the meantime, such as a socket of this thread, has had a turn of its own by then.
constexpr int quietTurnsBeforeJump = 3;

} // namespace

VirtualClock::VirtualClock(Mode mode)
    : m_loop(Loop::current()), m_mode(mode), m_start(m_loop.clock().now()), m_now(m_start)
{
    m_loop.setClock(this);
}

VirtualClock::~VirtualClock()
{
    m_loop.setClock(nullptr);
}

void VirtualClock::advance(TimeSpan by)
{
    const TimePoint to = detail::timeAfter(m_now, std::max(by.value(), Duration(0)));
    while (m_due && *m_due <= to) {
        m_now = std::max(m_now, *m_due);
        m_loop.wakeSleepers();
        while (m_loop.hasReady())
            m_loop.runSlice();
    }
    m_now = to;
}

void VirtualClock::wakeAt(Loop &, std::optional<TimePoint> due)
{
    m_due = due;
    if (due && m_mode == Mode::Automatic)
        lookLater();
}

void VirtualClock::lookLater()
{
    if (!std::exchange(m_isRequested, true))
        QCoreApplication::postEvent(this, new QEvent(lookEvent), Qt::LowEventPriority);
}

bool VirtualClock::event(QEvent *event)
{
    if (event->type() != lookEvent)
        return QObject::event(event);
    m_isRequested = false;
    if (!m_due)
        return true;
    m_quietTurns = m_loop.hasReady() ? 0 : m_quietTurns + 1;
    if (m_quietTurns > quietTurnsBeforeJump) {
        m_quietTurns = 0;
        m_now = std::max(m_now, *m_due);
        m_loop.wakeSleepers();
    }
    if (m_due)
        lookLater();
    return true;
}

} // namespace livebelt::async
