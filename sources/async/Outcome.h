// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Waiter.h>

#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <variant>

namespace livebelt::async::detail {

class OutcomeWaiter;

/// What a piece of work and the coroutine that waits for it share, perhaps across threads: a value (Outcome) or an
/// error, once.
class OutcomeBase
{
public:
    OutcomeBase() = default;
    OutcomeBase(OutcomeBase &&) = delete;

    /// Settles it with an error, if it is the first to do so.
    void fail(std::exception_ptr error);

protected:
    ~OutcomeBase() = default;

    /// Whether it is for the caller to settle it: whoever comes first counts.
    bool claim();
    void settled(std::exception_ptr error);
    void rethrow();

    std::mutex m_mutex;

private:
    friend class OutcomeWaiter;
    std::exception_ptr m_error;
    bool m_isClaimed = false; ///< the first has come, and is about to settle it
    bool m_isSettled = false;
    OutcomeWaiter *m_waiter = nullptr;
};

template<typename R>
class Outcome : public OutcomeBase
{
    using Value = std::conditional_t<std::is_void_v<R>, std::monostate, std::decay_t<R>>;

public:
    /// The value is moved without the lock, as that may be code of others.
    template<typename V>
    void settle(V &&value)
    {
        if (!claim())
            return;
        std::exception_ptr error;
        try {
            m_value.emplace(std::forward<V>(value));
        } catch (...) {
            error = std::current_exception();
        }
        settled(std::move(error));
    }
    /// Once it is settled, by the one who waits.
    R take()
    {
        rethrow();
        if constexpr (!std::is_void_v<R>)
            return static_cast<R>(std::move(*m_value));
    }

private:
    std::optional<Value> m_value;
};

/// Waits for an outcome, on the thread of the waiting coroutine.
class [[nodiscard]] OutcomeWaiter : public Waiter
{
public:
    explicit OutcomeWaiter(std::shared_ptr<OutcomeBase> outcome);
    OutcomeWaiter(OutcomeWaiter &&) = delete;
    ~OutcomeWaiter();
    bool await_ready();
    template<typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        return enter(Continuation(coroutine));
    }

protected:
    /// Once whoever has settled it has let go of it.
    OutcomeBase &outcome() const;

private:
    bool enter(Continuation continuation);

    std::shared_ptr<OutcomeBase> m_outcome;
    bool m_givesWay = false;
};

template<typename R>
class [[nodiscard]] OutcomeAwaiter : public OutcomeWaiter
{
public:
    explicit OutcomeAwaiter(std::shared_ptr<Outcome<R>> outcome) : OutcomeWaiter(std::move(outcome)) {}
    R await_resume() { return static_cast<Outcome<R> &>(outcome()).take(); }
};

} // namespace livebelt::async::detail
