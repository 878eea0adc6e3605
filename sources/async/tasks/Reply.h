// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Slots.h>
#include <livebelt/async/tasks/KeepResult.h>

#include <mutex>

namespace livebelt::async::detail {

/// One answer for one coroutine, from any thread. Shared by the two sides.
template<typename R>
class Reply
{
public:
    using Value = ValueOf<R>;

    /// The first call counts: a value, an error, or neither, where nobody is left to give one.
    void give(std::optional<Value> value, std::exception_ptr error)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (std::exchange(m_isClaimed, true))
                return;
        }
        try {
            refill(m_value, std::move(value)); // without the lock: that may be code of others
        } catch (...) {
            error = std::current_exception();
        }
        const std::lock_guard lock(m_mutex);
        m_isGiven = true;
        m_error = std::move(error);
        if (m_waiter)
            m_waiter->wake();
    }
    /// Nobody waits for it any more.
    bool isUnwanted() const
    {
        const std::lock_guard lock(m_mutex);
        return m_isUnwanted;
    }
    /// After it was awaited. False: there was no answer.
    bool isAnswered() const { return m_value || m_error; }
    R take()
    {
        if (m_error)
            std::rethrow_exception(std::exchange(m_error, {}));
        if constexpr (!std::is_void_v<R>)
            return std::move(*m_value);
    }

    class [[nodiscard]] Awaiter final : public Waiter
    {
    public:
        explicit Awaiter(std::shared_ptr<Reply> reply) : m_reply(std::move(reply)) {}
        Awaiter(Awaiter &&) = delete;
        ~Awaiter()
        {
            const std::lock_guard lock(m_reply->m_mutex);
            m_reply->m_waiter = nullptr;
            m_reply->m_isUnwanted = true;
        }
        bool await_ready() const { return false; }
        template<typename Promise>
        bool await_suspend(std::coroutine_handle<Promise> coroutine)
        {
            const std::lock_guard lock(m_reply->m_mutex);
            if (m_reply->m_isGiven)
                return false;
            suspend(coroutine);
            m_reply->m_waiter = this;
            return true;
        }
        void await_resume() const { const std::lock_guard lock(m_reply->m_mutex); }

    private:
        std::shared_ptr<Reply> m_reply;
    };

private:
    mutable std::mutex m_mutex;
    std::optional<Value> m_value;
    std::exception_ptr m_error;
    bool m_isClaimed = false; ///< the first call has begun
    bool m_isGiven = false;
    bool m_isUnwanted = false;
    Waiter *m_waiter = nullptr;
};

} // namespace livebelt::async::detail
