// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <chrono>

namespace livebelt {

/// Says when each record of a replay is due. It knows no clock of its own: a pure function of the times it is told.
/// A replay that is held up for more than a second goes on from where it is; a shorter delay is made up for.
class ReplayClock
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// speed: times the original, 0 for no waits at all. maxGap: longer silences are cut to it, 0 for none.
    ReplayClock(double speed, std::chrono::microseconds maxGap) : m_speed(speed), m_maxGap(maxGap) {}

    /// How long to wait from now on before the record is handed over that arrived at arrival (microseconds UTC); the
    /// first one is due at once. A clock that was set back makes no wait.
    std::chrono::microseconds wait(qint64 arrival, Time now);
    /// The recording begins again, after a pause like any other.
    void restart();
    /// It goes on elsewhere: the next record is due at once.
    void jump();
    /// How long it still is until the last record asked about is due.
    std::chrono::microseconds remaining(Time now) const;
    /// From now on, also for what is left of the wait for the last one.
    void setSpeed(double speed, Time now);
    /// All that is due is due so much later.
    void delay(Time::duration duration) { m_due += duration; }
    double speed() const { return m_speed; }

private:
    double m_speed;
    std::chrono::microseconds m_maxGap;
    Time m_due{};
    qint64 m_last = noTime;
    bool m_hasBegun = false;
};

} // namespace livebelt
