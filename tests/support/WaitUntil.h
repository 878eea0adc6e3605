// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace livebelt::test {

/// Runs the event loop until the condition holds, and looks after every event (QTest::qWaitFor() sleeps 10 ms between
/// two looks). False after so many milliseconds.
template<typename Condition>
bool waitUntil(Condition condition, int milliseconds = 60'000)
{
    const QDeadlineTimer deadline(milliseconds);
    QTimer lookAgain; // for what changes without an event, and for the deadline
    lookAgain.start(20);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

} // namespace livebelt::test
