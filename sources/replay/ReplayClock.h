// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <chrono>

namespace livebelt {

/// When the next record of a replay is due: the distances between the records are those of the original, divided by the speed; a
/// silence longer than the greatest gap is cut to it. A clock that was set back in the original costs no time.
class ReplayClock
{
public:
    using Clock = std::chrono::steady_clock;

    /// speed 0: every record is due at once.
    ReplayClock(double speed, std::chrono::milliseconds greatestGap);

    /// How long to wait, at the time now, before the record that was received then (microseconds); never negative.
    std::chrono::milliseconds wait(qint64 received, Clock::time_point now);

private:
    double m_speed;
    std::chrono::microseconds m_greatestGap;
    qint64 m_last = noTime;
    Clock::time_point m_due{};
};

} // namespace livebelt
