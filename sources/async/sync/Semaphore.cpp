// SPDX-License-Identifier: MIT
#include <livebelt/async/sync/Semaphore.h>

namespace livebelt::async {

namespace detail {

bool SemaphoreState::take(quint64 count)
{
    const std::lock_guard lock(mutex);
    if (!waiting.empty() || free < count)
        return false;
    free -= count;
    return true;
}

void SemaphoreState::give(quint64 count)
{
    const std::lock_guard lock(mutex);
    free += count;
    serve();
}

void SemaphoreState::serve()
{
    while (!waiting.empty() && waiting.front()->m_count <= free) {
        Awaiter *const first = waiting.front();
        waiting.pop_front();
        free -= first->m_count;
        first->m_isListed = false;
        first->m_hasTaken = true;
        first->wake();
    }
}

SemaphoreState::Awaiter::~Awaiter()
{
    if (!m_state)
        return;
    const std::lock_guard lock(m_state->mutex);
    if (m_isListed)
        m_state->waiting.remove(this);
    if (m_hasTaken) // and is destroyed before it could go on
        m_state->free += m_count;
    m_state->serve();
}

bool SemaphoreState::Awaiter::await_ready()
{
    if (Loop::mustGiveWay())
        return false;
    m_hasTaken = m_state->take(m_count);
    return m_hasTaken;
}

} // namespace detail

Permit &Permit::operator=(Permit &&other) noexcept
{
    if (this != &other) {
        release();
        m_state = std::move(other.m_state);
        m_count = other.m_count;
    }
    return *this;
}

void Permit::release()
{
    if (const auto state = std::exchange(m_state, nullptr))
        state->give(m_count);
}

detail::SemaphoreState::Awaiter Semaphore::acquire(quint64 count)
{
    if (count > m_state->total)
        throw std::invalid_argument("a Semaphore is asked for more than it has");
    return {m_state, count};
}

std::optional<Permit> Semaphore::tryAcquire(quint64 count)
{
    if (!m_state->take(count))
        return std::nullopt;
    return Permit(m_state, count);
}

quint64 Semaphore::available() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->free;
}

} // namespace livebelt::async
