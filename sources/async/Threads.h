// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Outcome.h>
#include <livebelt/async/Postbox.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/TaskResult.h>

#include <memory>
#include <type_traits>

namespace livebelt::async {

/// Thrown at an await of onThread() whose thread, or context object, ended before the work was done.
class ThreadGone : public std::runtime_error
{
public:
    ThreadGone() : std::runtime_error("the thread ended before it had done what it was asked") {}
};

namespace detail {

/// What the two sides of a hop share.
template<typename R>
struct Hop : Outcome<R>
{
    /// Nothing is left on the other thread, which may end now.
    void leave()
    {
        this->settle({}, std::make_exception_ptr(ThreadGone()));
        const std::lock_guard lock(this->mutex);
        context = nullptr;
    }
    /// With mutex held, on the other thread: the work starts there. What the context is has to be asked now; later it
    /// may be in its destructor, up to where that ends the work.
    void enter(QObject *c)
    {
        context = c;
        box = qobject_cast<Postbox *>(c);
    }
    /// With mutex held, while context is there.
    void postThere(std::function<void()> function)
    {
        if (box)
            box->post(std::move(function));
        else
            QMetaObject::invokeMethod(context, std::move(function), Qt::QueuedConnection);
    }

    bool isAbandoned = false;     ///< nobody waits any more
    QObject *context = nullptr;   ///< of the other thread, from the start of the work there to its end
    Postbox *box = nullptr;       ///< the same, where it is one
    std::unique_ptr<Scope> scope; ///< of the work there; touched on that thread only
};

/// The end of the work there: it was done, or cancelled, or its thread ended.
template<typename R>
struct LastWord
{
    explicit LastWord(std::shared_ptr<Hop<R>> h) : hop(std::move(h)) {}
    LastWord(LastWord &&) = delete;
    ~LastWord()
    {
        hop->leave();
        std::exchange(hop->scope, nullptr).reset();
    }
    std::shared_ptr<Hop<R>> hop;
};

template<typename R, typename Function>
Task<void> runThere(std::shared_ptr<Hop<R>> hop, Function function)
{
    const LastWord<R> lastWord(hop);
    try {
        if constexpr (TaskResult<std::invoke_result_t<Function>>::isTask) {
            auto task = function();
            if constexpr (std::is_void_v<R>) {
                co_await std::move(task);
                hop->settle(std::monostate(), {});
            } else {
                R value = co_await std::move(task);
                hop->settle(std::move(value), {});
            }
        } else if constexpr (std::is_void_v<R>) {
            function();
            hop->settle(std::monostate(), {});
        } else {
            hop->settle(function(), {});
        }
    } catch (...) {
        hop->settle({}, std::current_exception());
    }
    co_return;
}

/// The queued call to the other thread. If it is thrown away uncalled, the waiter learns that.
template<typename R, typename Function>
struct HopCall
{
    HopCall(std::shared_ptr<Hop<R>> h, Function f) : hop(std::move(h)), function(std::move(f)) {}
    HopCall(HopCall &&) = delete;
    ~HopCall()
    {
        if (!called)
            hop->leave();
    }
    void call(QObject *context)
    {
        {
            const std::lock_guard lock(hop->mutex);
            if (hop->isAbandoned)
                return;
            hop->enter(context);
        }
        called = true;
        hop->scope = std::make_unique<Scope>(context);
        hop->scope->spawn(runThere<R>(hop, std::move(function)));
    }
    std::shared_ptr<Hop<R>> hop;
    Function function;
    bool called = false;
};

template<typename R>
class [[nodiscard]] HopAwaiter final : public OutcomeAwaiter<R>
{
public:
    explicit HopAwaiter(std::shared_ptr<Hop<R>> hop) : OutcomeAwaiter<R>(hop), m_hop(std::move(hop)) {}
    ~HopAwaiter()
    {
        const std::lock_guard lock(m_hop->mutex);
        m_hop->isAbandoned = true;
        // The scope, with what still runs in it, belongs to the other thread: it is destroyed there.
        if (m_hop->context)
            m_hop->postThere([hop = m_hop] { std::exchange(hop->scope, nullptr).reset(); });
    }

private:
    std::shared_ptr<Hop<R>> m_hop;
};

} // namespace detail

/// co_await onThread(worker.context(), function): runs function on the thread of context, and goes on here with its
/// result. function returns a value or a Task; what it refers to has to stay valid until the await is over or, if the
/// waiting coroutine is destroyed, until the thread has let go of it: capture by value. Destroying the waiting
/// coroutine cancels a Task there at its next wait; a plain function runs to its end and its result is thrown away. An
/// exception is thrown here. Where context is destroyed first, or a Worker stops, ThreadGone is thrown, and a Task
/// there is destroyed.
template<typename Function>
[[nodiscard]] auto onThread(QObject *context, Function function)
{
    using R = typename detail::TaskResult<std::invoke_result_t<Function>>::Type;
    auto hop = std::make_shared<detail::Hop<R>>();
    auto call = std::make_shared<detail::HopCall<R, Function>>(hop, std::move(function));
    Postbox::postTo(context, [call, context] { call->call(context); });
    return detail::HopAwaiter<R>(std::move(hop));
}

} // namespace livebelt::async
