// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/PageRequests.h"

#include <algorithm>

namespace livebelt {

void PageRequests::want(quint64 first)
{
    if (m_underWay.contains(first) || m_failures.contains(first))
        return;
    if (!m_waiting.empty() && m_waiting.front() == first)
        return;
    m_waiting.erase(std::remove(m_waiting.begin(), m_waiting.end(), first), m_waiting.end());
    m_waiting.push_front(first);
    if (m_waiting.size() > mostWaiting)
        m_waiting.pop_back();
}

std::optional<quint64> PageRequests::next()
{
    if (m_waiting.empty() || m_underWay.size() >= atOnce)
        return std::nullopt;
    const quint64 first = m_waiting.front();
    m_waiting.pop_front();
    return first;
}

void PageRequests::failed(quint64 first, const QString &sentence)
{
    m_underWay.remove(first);
    if (m_failures.size() >= mostFailures)
        m_failures.clear();
    m_failures.insert(first, sentence);
}

} // namespace livebelt
