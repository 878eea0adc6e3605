// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/Backoff.h"

#include <algorithm>

namespace livebelt {

Backoff::Backoff(Duration first, Duration longest)
    : m_first(std::max(first, Duration(1)))
    , m_longest(std::max(longest, m_first))
    , m_step(m_first)
    , m_random(QRandomGenerator::securelySeeded())
{
}

Backoff::Duration Backoff::next()
{
    const auto half = m_step.count() / 2;
    const Duration wait(half + qint64(m_random.generateDouble() * double(m_step.count() - half)));
    m_step = std::min(m_step * 2, m_longest);
    return wait;
}

void Backoff::connectionLost(std::chrono::steady_clock::time_point since)
{
    if (std::chrono::steady_clock::now() - since >= std::chrono::seconds(30))
        m_step = m_first;
}

} // namespace livebelt
