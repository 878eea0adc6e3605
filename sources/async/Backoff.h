// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/TimeSpan.h>

#include <QRandomGenerator>
#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

namespace livebelt::async {

/// How long to wait before the next attempt: doubling from first to longest, with a random part, so that many who lost
/// the same server do not come back at once.
///
/// jitter is the part of each wait that is left to chance, 0 to 1: with 0.5, waits are between a half and the whole of
/// the step. random gives numbers in [0, 1); a test's own makes the waits predictable. A plain value: any thread, one
/// at a time. It waits for nothing itself, so there is nothing to cancel.
///
///     co_await sleepFor(backoff.next());
///     ... // worked from since on, and then failed
///     backoff.workedFor(clock.now() - since);
class Backoff
{
public:
    using Duration = std::chrono::milliseconds; ///< what waits are counted in
    /// Gives numbers in [0, 1).
    using Random = std::function<double()>;
    /// What worked for so long did not fail for the reason that the waits had grown for.
    static constexpr std::chrono::seconds goodSpell{30};

    /// The first wait, the longest one, and how much of each, from 0 to 1, is left to chance.
    explicit Backoff(TimeSpan first = std::chrono::milliseconds(500), TimeSpan longest = std::chrono::seconds(60),
                     double jitter = 0.5, Random random = {})
        : m_first(between(first, Duration(1)))
        , m_longest(between(longest, m_first))
        , m_step(m_first)
        , m_jitter(std::clamp(jitter, 0.0, 1.0))
        , m_random(std::move(random))
    {
    }

    /// The wait before the next attempt.
    Duration next()
    {
        const auto fixed = Duration::rep(double(m_step.count()) * (1 - m_jitter));
        const double random = m_random ? m_random() : QRandomGenerator::global()->generateDouble();
        const Duration wait(fixed + Duration::rep(random * double(m_step.count() - fixed)));
        m_step = m_step > m_longest / 2 ? m_longest : m_step * 2;
        return wait;
    }
    /// Another one, at its beginning, that grows further (or less far).
    Backoff upTo(TimeSpan longest) const { return Backoff(m_first, longest, m_jitter, m_random); }
    /// The waits start small again.
    void reset() { m_step = m_first; }
    /// Call when what was attempted has failed after it had worked: after a good spell, the waits start small again.
    void workedFor(TimeSpan spell)
    {
        if (spell.value() >= goodSpell)
            reset();
    }

private:
    static constexpr std::chrono::hours aYear{365 * 24}; ///< within which all numbers are exact
    static Duration between(TimeSpan duration, Duration least)
    {
        return std::clamp(std::chrono::ceil<Duration>(duration.value()), least, Duration(aYear));
    }

    Duration m_first;
    Duration m_longest;
    Duration m_step;
    double m_jitter;
    Random m_random; ///< empty: Qt's
};

} // namespace livebelt::async
