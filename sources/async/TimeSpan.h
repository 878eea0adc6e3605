// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Clock.h>

#include <limits>
#include <type_traits>
#include <utility>

namespace livebelt::async {

namespace detail {

/// Of a duration in any unit, whole or not, the nearest that a Clock can say; of what is no number, zero.
template<typename Rep, typename Period>
constexpr Clock::Duration saturated(std::chrono::duration<Rep, Period> duration)
{
    using Factor = std::ratio_divide<Period, Clock::Duration::period>;
    using Count = Clock::Duration::rep;
    constexpr Count most = std::numeric_limits<Count>::max();
    if constexpr (std::is_integral_v<Rep> && Factor::den == 1) {
        if (std::cmp_greater(duration.count(), most / Factor::num))
            return Clock::Duration::max();
        if (std::cmp_less(duration.count(), -(most / Factor::num)))
            return Clock::Duration::min();
        return Clock::Duration(Count(duration.count()) * Factor::num);
    } else {
        const long double count =
            static_cast<long double>(duration.count()) * (static_cast<long double>(Factor::num) / Factor::den);
        if (count != count)
            return Clock::Duration(0);
        if (count >= static_cast<long double>(most))
            return Clock::Duration::max();
        if (count <= -static_cast<long double>(most))
            return Clock::Duration::min();
        return Clock::Duration(static_cast<Count>(count));
    }
}

/// The time so long after another one; the end, or the beginning, of all time where that is beyond it.
constexpr Clock::TimePoint timeAfter(Clock::TimePoint from, Clock::Duration duration)
{
    if (duration.count() > 0 && from > Clock::TimePoint::max() - duration)
        return Clock::TimePoint::max();
    if (duration.count() < 0 && from < Clock::TimePoint::min() - duration)
        return Clock::TimePoint::min();
    return from + duration;
}

} // namespace detail

/// A length of time in whatever unit, whole or not (90min, 0.5s): what functions of this library that take a duration
/// take. One that is longer than a Clock can say, 292 years, is for ever: what waits for so long is never woken by
/// time.
class TimeSpan
{
public:
    constexpr TimeSpan() = default;
    /// Saturates.
    template<typename Rep, typename Period>
    constexpr TimeSpan(std::chrono::duration<Rep, Period> duration) : m_value(detail::saturated(duration))
    {
    }
    /// Longer than anything lasts.
    static constexpr TimeSpan forEver() { return Clock::Duration::max(); }

    /// As a Clock counts it.
    constexpr Clock::Duration value() const { return m_value; }
    /// The same.
    constexpr operator Clock::Duration() const { return m_value; }

private:
    Clock::Duration m_value{0};
};

} // namespace livebelt::async
