// SPDX-License-Identifier: MIT
#include <livebelt/async/sync/Latch.h>

#include <algorithm>

namespace livebelt::async {

Latch::Latch(quint64 count) : m_state(std::make_shared<State>(count)) {}

void Latch::countDown(quint64 count)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->left -= std::min(count, m_state->left);
    if (m_state->left > 0)
        return;
    for (Awaiter *awaiter : std::exchange(m_state->waiting, {}))
        awaiter->wake();
}

bool Latch::isOpen() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->left == 0;
}

Latch::Awaiter Latch::wait() const
{
    return Awaiter(m_state);
}

bool Latch::Awaiter::await_ready() const
{
    if (Loop::mustGiveWay())
        return false;
    const std::lock_guard lock(m_state->mutex);
    return m_state->left == 0;
}

Latch::Awaiter::~Awaiter()
{
    if (!m_hasWaited)
        return;
    const std::lock_guard lock(m_state->mutex);
    m_state->waiting.remove(this);
}

} // namespace livebelt::async
