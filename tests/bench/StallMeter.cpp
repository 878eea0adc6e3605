// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/StallMeter.h"

#include "tests/bench/Child.h"

#include <algorithm>
#include <chrono>

namespace livebelt::bench {

StallMeter::StallMeter()
    : m_asking([this] {
        while (!m_isOver) {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            if (!m_isAnswered.exchange(false))
                continue; // it still owes an answer: that one will say how long it took
            const double asked = now();
            QMetaObject::invokeMethod(
                &m_target,
                [this, asked] {
                    m_waits.push_back((now() - asked) * 1000);
                    m_isAnswered = true;
                },
                Qt::QueuedConnection);
        }
    })
{
}

StallMeter::~StallMeter()
{
    m_isOver = true;
    m_asking.join();
}

double StallMeter::worst() const
{
    return m_waits.empty() ? 0 : *std::max_element(m_waits.begin(), m_waits.end());
}

double StallMeter::percentile(double part) const
{
    if (m_waits.empty())
        return 0;
    std::vector<double> sorted = m_waits;
    std::sort(sorted.begin(), sorted.end());
    return sorted[size_t(part * double(sorted.size() - 1))];
}

} // namespace livebelt::bench
