// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Backoff.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

/// How often, and after which waits, a failed stream is started again.
struct RetryPolicy
{
    Backoff backoff{}; ///< the waits in between
    int attempts = 10; ///< failures in a row after which it gives up; 0: it never does
    std::function<bool(const std::exception_ptr &)> isWorthIt{}; ///< false: gives up at this error; empty: at none
};

namespace detail {

/// Counts the failures of one stream.
class Failures
{
public:
    explicit Failures(RetryPolicy policy);
    ~Failures();
    /// An item has come.
    void hasWorked();

    /// How long to wait before the next attempt; throws the error where there is none.
    Clock::Duration waitAfter(const std::exception_ptr &error);

private:
    RetryPolicy m_policy;
    int m_count = 0; ///< since it last worked well
    std::optional<Clock::TimePoint> m_firstItem;
};

template<typename T, typename Make>
[[gnu::cold]] AsyncIterator<T> retried(Make make, RetryPolicy policy)
{
    Failures failures(std::move(policy));
    while (true) {
        std::exception_ptr error;
        try {
            AsyncIterator<T> items = make();
            while (T *item = co_await items.borrow()) {
                failures.hasWorked();
                co_yield std::move(*item);
            }
            co_return;
        } catch (...) {
            error = std::current_exception();
        }
        const Clock::Duration wait = failures.waitAfter(error);
        co_await sleepFor(wait);
    }
}

} // namespace detail

/// The items of the stream that make() returns, which is made anew when it fails, after a wait that grows with each
/// failure (Backoff). After policy.attempts failures in a row the last error is thrown. A good spell, counted from a
/// stream's first item, makes the next failure the first one again. That make() throws is a failure too.
///
/// In order; nothing is repeated but by the streams themselves. The end of a stream is the end. Of a failed stream, all
/// is destroyed before the wait. make lives as long as the iterator, and is called on its thread. Holds nothing. Safe
/// to cancel: a consumer that is destroyed while it waits loses nothing; destroying the iterator ends the wait.
///
///     auto connect = [url] { return framesOf(url) | timeout(30s); };
///     auto frames = retry(connect, policy) | map(parse);
template<typename Make>
auto retry(Make make, RetryPolicy policy = {})
{
    constexpr bool fits = detail::GivesStream<Make>;
    static_assert(fits, "retry() takes a function without arguments that gives a stream");
    if constexpr (fits)
        return detail::retried<detail::ItemOfCall<Make>>(std::move(make), std::move(policy));
    else
        return 0;
}

} // namespace livebelt::async
