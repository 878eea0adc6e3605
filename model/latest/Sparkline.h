// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <vector>

namespace livebelt {

/// The last numbers of a series, for a small curve: at most one a second, which is the newest of it, and at most
/// `most`.
class Sparkline
{
public:
    static constexpr size_t most = 48;

    /// time: microseconds, of the same clock in each call.
    void add(qint64 time, float number)
    {
        constexpr qint64 second = 1'000'000;
        if (!m_numbers.empty() && time < m_begun + second && time >= m_begun) {
            m_numbers.back() = number;
            return;
        }
        m_begun = time;
        if (m_numbers.size() == most)
            m_numbers.erase(m_numbers.begin());
        m_numbers.push_back(number);
    }

    const std::vector<float> &numbers() const { return m_numbers; } ///< the oldest first

private:
    std::vector<float> m_numbers;
    qint64 m_begun = 0; ///< when the last one's second began
};

} // namespace livebelt
