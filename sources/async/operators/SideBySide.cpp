// SPDX-License-Identifier: MIT
#include <livebelt/async/operators/SideBySide.h>

namespace livebelt::async::detail {

SideBySide::~SideBySide() = default;

void *SideBySide::itemOf(std::size_t number)
{
    if (number == m_most || !m_inners[number]->request())
        return nullptr;
    if (void *const item = m_inners[number]->borrow()) {
        m_turns.add(number);
        return item;
    }
    m_inners[number].reset();
    m_idle.push_back(number);
    if (std::exchange(m_outerWaits, false))
        m_turns.add(m_most);
    return nullptr;
}

void *SideBySide::outerItem(std::size_t number)
{
    if (number != m_most)
        return nullptr;
    if (m_idle.empty() && m_inners.size() == m_most) {
        m_outerWaits = true;
        return nullptr;
    }
    if (!m_outer.request())
        return nullptr;
    void *const item = m_outer.borrow();
    m_isOuterOver = !item;
    return item;
}

std::size_t SideBySide::takePlace()
{
    if (m_idle.empty()) {
        m_idle.push_back(m_inners.size());
        m_inners.emplace_back();
    }
    const std::size_t place = m_idle.back();
    m_idle.pop_back();
    m_turns.add(place);
    m_turns.add(m_most);
    return place;
}

} // namespace livebelt::async::detail
