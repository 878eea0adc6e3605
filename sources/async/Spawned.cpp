// SPDX-License-Identifier: MIT
#include <livebelt/async/Spawned.h>

namespace livebelt::async::detail {

SpawnedBase &SpawnedBase::operator=(SpawnedBase &&other) noexcept
{
    const SpawnedBase old(std::move(*this));
    m_entry = std::move(other.m_entry);
    return *this;
}

SpawnedBase::~SpawnedBase()
{
    if (m_entry)
        m_entry->letGo();
}

void SpawnedBase::cancel()
{
    if (m_entry)
        m_entry->cancel();
}

SpawnedBase::Owned SpawnedBase::takeFrame()
{
    if (!m_entry || m_entry->isCancelled)
        throw TaskCancelled();
    if (m_entry->error)
        std::rethrow_exception(std::exchange(m_entry->error, {}));
    if (!m_entry->frame || !m_entry->isDone)
        throw std::logic_error("the result of a task is asked for that has none, or had one that was taken");
    return Owned(std::exchange(m_entry->frame, nullptr));
}

bool SpawnedBase::Awaiter::await_ready() const
{
    if (m_entry && m_entry->waiter)
        throw std::logic_error("two coroutines await one spawned task at once");
    return m_spawned->isDone() && !Loop::mustGiveWay();
}

void SpawnedBase::Awaiter::enter(Continuation continuation)
{
    suspend(continuation, describe<Spawned<>>());
    if (m_spawned->isDone())
        wake();
    else
        m_entry->waiter = this;
}

void SpawnedBase::Awaiter::leave()
{
    if (m_entry && m_entry->waiter == this)
        m_entry->waiter = nullptr;
}

} // namespace livebelt::async::detail
