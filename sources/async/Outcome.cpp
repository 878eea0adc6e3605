// SPDX-License-Identifier: MIT
#include <livebelt/async/Outcome.h>

namespace livebelt::async::detail {

void OutcomeBase::fail(std::exception_ptr error)
{
    if (claim())
        settled(std::move(error));
}

bool OutcomeBase::claim()
{
    const std::lock_guard lock(m_mutex);
    return !std::exchange(m_isClaimed, true);
}

void OutcomeBase::settled(std::exception_ptr error)
{
    const std::lock_guard lock(m_mutex);
    m_error = std::move(error);
    m_isSettled = true;
    if (m_waiter)
        m_waiter->wake();
}

void OutcomeBase::rethrow()
{
    if (m_error)
        std::rethrow_exception(std::exchange(m_error, {}));
}

OutcomeWaiter::OutcomeWaiter(std::shared_ptr<OutcomeBase> outcome) : m_outcome(std::move(outcome)) {}

OutcomeWaiter::~OutcomeWaiter()
{
    const std::lock_guard lock(m_outcome->m_mutex);
    m_outcome->m_waiter = nullptr;
}

bool OutcomeWaiter::await_ready()
{
    m_givesWay = Loop::mustGiveWay();
    const std::lock_guard lock(m_outcome->m_mutex);
    return m_outcome->m_isSettled && !m_givesWay;
}

bool OutcomeWaiter::enter(Continuation continuation)
{
    const std::lock_guard lock(m_outcome->m_mutex);
    if (m_outcome->m_isSettled && !m_givesWay)
        return false;
    suspend(continuation);
    if (m_outcome->m_isSettled)
        wake();
    else
        m_outcome->m_waiter = this;
    return true;
}

OutcomeBase &OutcomeWaiter::outcome() const
{
    const std::lock_guard lock(m_outcome->m_mutex);
    return *m_outcome;
}

} // namespace livebelt::async::detail
