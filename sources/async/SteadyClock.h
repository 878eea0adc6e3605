// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Clock.h>

#include <QBasicTimer>
#include <QObject>

namespace livebelt::async {

/// The machine's own clock, with one timer of the event loop for the next sleeper of all.
class SteadyClock final : public QObject, public Clock
{
public:
    TimePoint now() const override { return std::chrono::steady_clock::now(); }

protected:
    void wakeAt(Loop &loop, std::optional<TimePoint> due) override;
    void timerEvent(QTimerEvent *event) override;

private:
    QBasicTimer m_timer;
    TimePoint m_due{};
    Loop *m_loop = nullptr;
};

} // namespace livebelt::async
