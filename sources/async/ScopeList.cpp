// SPDX-License-Identifier: MIT
#include <livebelt/async/ScopeList.h>

#include <livebelt/async/Loop.h>

namespace livebelt::async::detail {

void ScopeLink::forEach(const See &see)
{
    for (const ScopeLink *link = Loop::current().m_scopes; link; link = link->m_next)
        link->showTasks(see);
}

void ScopeLink::enter()
{
    if (m_loop)
        return;
    m_loop = &Loop::current();
    m_owner = Frame::current();
    m_previous = nullptr;
    m_next = std::exchange(m_loop->m_scopes, this);
    if (m_next)
        m_next->m_previous = this;
}

void ScopeLink::leave()
{
    Loop *const loop = std::exchange(m_loop, nullptr);
    if (!loop)
        return;
    (m_previous ? m_previous->m_next : loop->m_scopes) = m_next;
    if (m_next)
        m_next->m_previous = m_previous;
}

} // namespace livebelt::async::detail
