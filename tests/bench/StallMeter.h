// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <atomic>
#include <thread>
#include <vector>

namespace livebelt::bench {

/// How long the thread that made it takes to answer: another thread asks it every two milliseconds.
class StallMeter
{
public:
    StallMeter();
    ~StallMeter();
    StallMeter(const StallMeter &) = delete;
    StallMeter &operator=(const StallMeter &) = delete;

    double worst() const;                 ///< milliseconds
    double percentile(double part) const; ///< 0.99: ninety-nine in a hundred answers came within this, in milliseconds

private:
    QObject m_target;
    std::vector<double> m_waits;
    std::atomic<bool> m_isAnswered = true;
    std::atomic<bool> m_isOver = false;
    std::thread m_asking;
};

} // namespace livebelt::bench
