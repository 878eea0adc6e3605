// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Outcome.h>
#include <livebelt/async/Task.h>
#include <livebelt/async/TaskResult.h>

#include <QObject>
#include <memory>

namespace livebelt::async {

class Postbox;
class Scope;

namespace detail {

/// What the two sides of a hop to another thread share, as far as it does not matter what comes of it.
class HopLink
{
public:
    explicit HopLink(OutcomeBase &outcome);
    HopLink(HopLink &&) = delete;
    ~HopLink();

    /// On the other thread: the work starts there, as a task of a scope of context. False: nobody waits any more.
    bool enter(QObject *context);
    void start(Task<void> work);
    /// Nothing is left on the other thread, which may end now.
    void leave();
    /// The end of the scope there, on that thread.
    void endScope();
    /// Nobody waits any more.
    static void abandon(const std::shared_ptr<HopLink> &link);
    void fail(std::exception_ptr error) { m_outcome.fail(std::move(error)); }

private:
    OutcomeBase &m_outcome;
    std::mutex m_mutex; ///< for these three
    bool m_isAbandoned = false;
    QObject *m_context = nullptr;   ///< of the other thread, from the start of the work there to its end
    Postbox *m_box = nullptr;       ///< the same, where it is one
    std::unique_ptr<Scope> m_scope; ///< of the work there; touched on that thread only
};

template<typename R>
class Hop final : public Outcome<R>, public HopLink
{
public:
    Hop() : HopLink(*static_cast<OutcomeBase *>(this)) {}
};

/// The queued call to the other thread. If it is thrown away uncalled, the waiter learns that.
class HopCall
{
public:
    explicit HopCall(std::shared_ptr<HopLink> link) : m_link(std::move(link)) {}
    HopCall(HopCall &&) = delete;
    virtual ~HopCall();

    static void post(QObject *context, std::shared_ptr<HopCall> call);

private:
    static Task<void> runThere(std::shared_ptr<HopCall> call);
    /// Calls the function, on the other thread. A task: is to be awaited, with what the function refers to.
    virtual std::optional<Task<void>> work() = 0;

    std::shared_ptr<HopLink> m_link;
    bool m_isCalled = false;
};

template<typename R>
[[gnu::cold]] Task<void> settleWith(Hop<R> *hop, Task<R> task)
{
    if constexpr (std::is_void_v<R>) {
        co_await std::move(task);
        hop->settle(std::monostate());
    } else {
        R value = co_await std::move(task);
        hop->settle(std::move(value));
    }
}

template<typename R, typename Function>
class HopCallOf final : public HopCall
{
public:
    HopCallOf(std::shared_ptr<Hop<R>> hop, Function function)
        : HopCall(hop), m_hop(std::move(hop)), m_function(std::move(function))
    {
    }

private:
    std::optional<Task<void>> work() override
    {
        if constexpr (TaskResult<std::invoke_result_t<Function>>::isTask) {
            return settleWith<R>(m_hop.get(), m_function());
        } else if constexpr (std::is_void_v<R>) {
            m_function();
            m_hop->settle(std::monostate());
        } else {
            m_hop->settle(m_function());
        }
        return std::nullopt;
    }

    std::shared_ptr<Hop<R>> m_hop;
    Function m_function;
};

template<typename R>
class [[nodiscard]] HopAwaiter final : public OutcomeAwaiter<R>
{
public:
    explicit HopAwaiter(const std::shared_ptr<Hop<R>> &hop) : OutcomeAwaiter<R>(hop), m_link(hop) {}
    ~HopAwaiter() { HopLink::abandon(m_link); }

private:
    std::shared_ptr<HopLink> m_link;
};

} // namespace detail
} // namespace livebelt::async
