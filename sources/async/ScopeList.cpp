// SPDX-License-Identifier: MIT
#include "sources/async/ScopeList.h"

namespace livebelt::async::detail {

namespace {
constinit thread_local ScopeLink *t_first = nullptr;
}

void ScopeLink::forEach(const See &see)
{
    for (const ScopeLink *link = t_first; link; link = link->m_next)
        link->showTasks(see);
}

void ScopeLink::enter()
{
    if (std::exchange(m_isListed, true))
        return;
    m_owner = Frame::current();
    m_previous = nullptr;
    m_next = std::exchange(t_first, this);
    if (m_next)
        m_next->m_previous = this;
}

void ScopeLink::leave()
{
    if (!std::exchange(m_isListed, false))
        return;
    (m_previous ? m_previous->m_next : t_first) = m_next;
    if (m_next)
        m_next->m_previous = m_previous;
}

} // namespace livebelt::async::detail
