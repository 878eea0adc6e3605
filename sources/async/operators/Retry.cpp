// SPDX-License-Identifier: MIT
#include <livebelt/async/operators/Retry.h>

namespace livebelt::async::detail {

Failures::Failures(RetryPolicy policy) : m_policy(std::move(policy)) {}
Failures::~Failures() = default;

void Failures::hasWorked()
{
    if (!m_firstItem)
        m_firstItem = Loop::current().clock().now();
}

Clock::Duration Failures::waitAfter(const std::exception_ptr &error)
{
    const Clock::Duration worked =
        m_firstItem ? Loop::current().clock().now() - *std::exchange(m_firstItem, std::nullopt) : Clock::Duration(0);
    m_policy.backoff.workedFor(worked);
    m_count = worked >= Backoff::goodSpell ? 1 : m_count + 1;
    const bool isLast = m_policy.attempts > 0 && m_count >= m_policy.attempts;
    if (isLast || (m_policy.isWorthIt && !m_policy.isWorthIt(error)))
        std::rethrow_exception(error);
    return m_policy.backoff.next();
}

} // namespace livebelt::async::detail
