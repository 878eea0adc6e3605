// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <chrono>

namespace livebelt {

/// Items a second, smoothed over about two seconds, from a counter that is looked at now and then.
class RateMeter
{
public:
    using Clock = std::chrono::steady_clock;

    double update(quint64 count, Clock::time_point now = Clock::now());
    double rate() const { return m_rate; }

private:
    quint64 m_count = 0;
    Clock::time_point m_at{};
    double m_rate = 0;
};

} // namespace livebelt
