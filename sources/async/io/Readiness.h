// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Event.h>

#include <QSocketNotifier>

namespace livebelt::async::detail {

/// Waits until a pipe, FIFO, terminal or the like can be read from or written to, or has no other side any more. It
/// only looks while somebody waits; it can be wrong, so try. Lives on the thread of its waiter, and does not outlive
/// the descriptor.
class Readiness
{
public:
    Readiness(int descriptor, QSocketNotifier::Type type) : m_notifier(descriptor, type)
    {
        m_notifier.setEnabled(false);
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] {
            m_notifier.setEnabled(false);
            m_event.set();
        });
    }

    auto wait()
    {
        m_notifier.setEnabled(true);
        return m_event.wait();
    }
    /// Ends the wait without anything being ready.
    void interrupt() { m_event.set(); }

private:
    QSocketNotifier m_notifier;
    Event m_event;
};

} // namespace livebelt::async::detail
