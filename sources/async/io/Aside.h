// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Waiter.h>
#include <livebelt/async/io/HelperThread.h>

#include <mutex>
#include <optional>
#include <type_traits>
#include <variant>

namespace livebelt::async::detail {

/// What the two sides of a call share.
template<typename R>
struct AsideCall
{
    using Value = std::conditional_t<std::is_void_v<R>, std::monostate, R>;

    bool isAbandoned()
    {
        const std::lock_guard lock(mutex);
        return !waiter;
    }
    void settle(std::optional<Value> v, std::exception_ptr e)
    {
        const std::lock_guard lock(mutex);
        value = std::move(v);
        error = std::move(e);
        if (waiter)
            waiter->wake();
    }

    std::mutex mutex;
    std::optional<Value> value;
    std::exception_ptr error;
    Waiter *waiter = nullptr; ///< null: nobody waits any more
};

template<typename T, typename Function>
class [[nodiscard]] AsideAwaiter final : public Waiter
{
    using R = std::invoke_result_t<Function, T &>;

public:
    AsideAwaiter(HelperThread &thread, std::shared_ptr<T> thing, Function function)
        : m_thread(thread), m_thing(std::move(thing)), m_function(std::move(function))
    {
    }
    AsideAwaiter(AsideAwaiter &&) = delete;
    ~AsideAwaiter()
    {
        if (m_call) {
            const std::lock_guard lock(m_call->mutex);
            m_call->waiter = nullptr;
        }
    }
    bool await_ready() const { return false; }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        m_call = std::make_shared<AsideCall<R>>();
        m_call->waiter = this;
        suspend(coroutine);
        m_thread.post([call = m_call, thing = std::move(m_thing), function = std::move(m_function)]() mutable {
            if (!call->isAbandoned())
                run(*call, *thing, function);
        });
    }
    R await_resume()
    {
        const std::lock_guard lock(m_call->mutex);
        if (m_call->error)
            std::rethrow_exception(std::exchange(m_call->error, {}));
        if constexpr (!std::is_void_v<R>)
            return std::move(*m_call->value);
    }

private:
    static void run(AsideCall<R> &call, T &thing, Function &function)
    {
        std::optional<typename AsideCall<R>::Value> value;
        std::exception_ptr error; // let go of by this thread before the other can see it
        try {
            if constexpr (std::is_void_v<R>) {
                function(thing);
                value.emplace();
            } else {
                value.emplace(function(thing));
            }
        } catch (...) {
            error = std::current_exception();
        }
        call.settle(std::move(value), std::move(error));
    }

    HelperThread &m_thread;
    std::shared_ptr<T> m_thing;
    Function m_function;
    std::shared_ptr<AsideCall<R>> m_call;
};

/// A T for work that may block, such as an open file: used on a helper thread of its own, and destroyed there.
///
///     Aside<Thing> thing(arguments...);
///     const auto read = [](Thing &t) { return t.read(); };
///     QByteArray bytes = co_await thing(read);
///
/// One call at a time. Destroying the waiting coroutine, or the Aside, waits for nothing: a call that runs goes on to
/// its end, without a waiter, and then T is destroyed; one that does not run yet never will. T must not refer to
/// anything that lives elsewhere. A T that never comes back holds up nobody but its own waiter.
template<typename T>
class Aside
{
public:
    template<typename... Arguments>
    explicit Aside(Arguments &&...arguments) : m_thing(std::make_shared<T>(std::forward<Arguments>(arguments)...))
    {
    }
    Aside(const Aside &) = delete;
    Aside &operator=(const Aside &) = delete;
    ~Aside()
    {
        try {
            m_thread.post([thing = std::move(m_thing)]() mutable { thing.reset(); });
        } catch (const std::exception &) {
            // No thread to be had: it was destroyed here.
        }
    }

    /// The awaitable result of function(T &), run on the helper. function owns what it refers to.
    template<typename Function>
    auto operator()(Function function)
    {
        return AsideAwaiter<T, Function>(m_thread, m_thing, std::move(function));
    }

private:
    HelperThread m_thread;
    std::shared_ptr<T> m_thing;
};

} // namespace livebelt::async::detail
