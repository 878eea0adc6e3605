// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Slots.h>
#include <livebelt/async/Waiter.h>

#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <variant>

namespace livebelt::async::detail {

/// What a piece of work and the coroutine that waits for it share, perhaps across threads: a value or an error, once.
template<typename R>
struct Outcome
{
    using Value = std::conditional_t<std::is_void_v<R>, std::monostate, std::decay_t<R>>;

    /// Whichever comes first counts. The value is moved without the lock, as that may be code of others.
    void settle(std::optional<Value> v, std::exception_ptr e)
    {
        {
            const std::lock_guard lock(mutex);
            if (std::exchange(isClaimed, true))
                return;
        }
        try {
            refill(value, std::move(v));
        } catch (...) {
            e = std::current_exception();
        }
        const std::lock_guard lock(mutex);
        error = std::move(e);
        isSettled = true;
        if (waiter)
            waiter->wake();
    }
    /// Once it is settled, by the one who waits.
    R take()
    {
        if (error)
            std::rethrow_exception(std::exchange(error, {}));
        if constexpr (!std::is_void_v<R>)
            return static_cast<R>(std::move(*value));
    }

    std::mutex mutex;
    std::optional<Value> value;
    std::exception_ptr error;
    bool isClaimed = false; ///< the first has come, and is about to settle it
    bool isSettled = false;
    Waiter *waiter = nullptr;
};

/// Waits for an outcome, on the thread of the waiting coroutine.
template<typename R>
class [[nodiscard]] OutcomeAwaiter : public Waiter
{
public:
    explicit OutcomeAwaiter(std::shared_ptr<Outcome<R>> outcome) : m_outcome(std::move(outcome)) {}
    OutcomeAwaiter(OutcomeAwaiter &&) = delete;
    ~OutcomeAwaiter()
    {
        const std::lock_guard lock(m_outcome->mutex);
        m_outcome->waiter = nullptr;
    }
    bool await_ready()
    {
        m_givesWay = Loop::mustGiveWay();
        const std::lock_guard lock(m_outcome->mutex);
        return m_outcome->isSettled && !m_givesWay;
    }
    template<typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        const std::lock_guard lock(m_outcome->mutex);
        if (m_outcome->isSettled && !m_givesWay)
            return false;
        suspend(coroutine);
        if (m_outcome->isSettled)
            wake();
        else
            m_outcome->waiter = this;
        return true;
    }
    R await_resume()
    {
        {
            const std::lock_guard lock(m_outcome->mutex); // whoever has settled it has let go of it
        }
        return m_outcome->take();
    }

private:
    std::shared_ptr<Outcome<R>> m_outcome;
    bool m_givesWay = false;
};

} // namespace livebelt::async::detail
