// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Clock.h>

#include <stdexcept>

namespace livebelt::async {

/// Thrown at an await that was given a limit, and took longer. Not an end, not a cancellation, and not a failure of
/// what was awaited.
class TimedOut : public std::runtime_error
{
public:
    /// limit: what was too short.
    explicit TimedOut(Clock::Duration limit) : std::runtime_error("it took longer than it was given"), m_limit(limit) {}
    /// What it was given; of a deadline, what was left as the wait began.
    Clock::Duration limit() const { return m_limit; }

private:
    Clock::Duration m_limit;
};

} // namespace livebelt::async
