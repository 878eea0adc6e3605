// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Functions.h>
#include <livebelt/async/operators/Stage.h>

#include <memory>

namespace livebelt::async {

namespace detail {

/// A source and the stages its items go through. On the heap, so that a Pipe may be moved while it is awaited.
template<typename T, typename... Stages>
struct Flow
{
    using Output = typename OutputOf<T, Stages...>::Type;

    Flow(AsyncIterator<T> s, StageChain<T, Stages...> c) : source(std::move(s)), stages(std::move(c)) {}
    void end() { const AsyncIterator<T> ended = std::move(source); }

    AsyncIterator<T> source;
    StageChain<T, Stages...> stages;
    bool isStarted = false;
    bool isApplied = false;   ///< its stages run just now
    bool isAbandoned = false; ///< by one of them: it goes once they have returned
};

struct FlowEnd
{
    template<typename Flow>
    void operator()(Flow *flow) const
    {
        if (flow->isApplied)
            flow->isAbandoned = true;
        else
            delete flow;
    }
};
template<typename T, typename... Stages>
using FlowPointer = std::unique_ptr<Flow<T, Stages...>, FlowEnd>;

/// Stages that may keep an item back have to pull again: one coroutine for all of them.
template<typename T, typename... Stages>
AsyncIterator<typename OutputOf<T, Stages...>::Type> run(FlowPointer<T, Stages...> given)
{
    const FlowPointer<T, Stages...> flow = std::move(given); // a parameter would outlive the end
    while (flow && flow->stages.wantsMore()) {
        T *const item = co_await flow->source.borrow();
        if (!item)
            break;
        auto made = flow->stages(std::move(*item));
        if (!flow->stages.wantsMore())
            flow->end();
        if (made)
            co_yield std::move(*made);
    }
}

/// Stages that make one item of each need no coroutine: the consumer's await of the source applies them.
template<typename T, typename... Stages>
class [[nodiscard]] TotalAwaiter
{
public:
    using IsNative = void;
    explicit TotalAwaiter(Flow<T, Stages...> *flow)
        : m_next(flow ? flow->source.next() : Next<T>(nullptr)), m_flow(flow)
    {
    }
    TotalAwaiter(TotalAwaiter &&) = delete;

    bool await_ready() { return m_next.await_ready(); }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        m_next.await_suspend(coroutine);
    }
    typename StageChain<T, Stages...>::Result await_resume()
    {
        T *const item = m_next.take();
        if (!item) [[unlikely]] // perhaps since the flow is no more
            return std::nullopt;
        const Application application(*this);
        try {
            return m_flow->stages(std::move(*item));
        } catch (...) {
            m_failed.emplace(std::move(m_flow->source));
            throw;
        }
    }

private:
    /// The time in which the stages run: the pipe may be destroyed by one of them, what it consists of stays.
    struct Application
    {
        explicit Application(TotalAwaiter &a) : awaiter(a) { awaiter.m_flow->isApplied = true; }
        Application(Application &&) = delete;
        ~Application()
        {
            awaiter.m_flow->isApplied = false;
            if (awaiter.m_flow->isAbandoned)
                awaiter.m_abandoned.reset(awaiter.m_flow);
        }
        TotalAwaiter &awaiter;
    };

    std::optional<AsyncIterator<T>> m_failed; ///< these two go after m_next, which refers to the source
    FlowPointer<T, Stages...> m_abandoned;
    NextAwaiter<T> m_next;
    Flow<T, Stages...> *m_flow;
};

} // namespace detail

/// A stream that is being put together: `items | map(f) | filter(p) | take(10)`. It is used like an AsyncIterator, and
/// becomes one where one is asked for; all stages together cost one coroutine or, if each makes one item of each, none.
///
/// Lazy: nothing is pulled and no function called before the first next(); after that it cannot be extended, which
/// throws std::logic_error: make it an AsyncIterator first. Each next() pulls as many items as it needs, so a slow
/// consumer slows the source, and nothing is held between two items. Order is kept. One that has been moved from has
/// ended. At the end, and when a function of a stage throws, the source is destroyed. Cancelling a wait loses no item.
/// A function of a stage may destroy the Pipe; that item is still handed on. One thread, as the source.
///
///     auto big = readings | filter([](const Reading &r) { return r.value > 100; }) | map(&Reading::sensor) | take(10);
///     while (auto sensor = co_await big.next())
///         show(*sensor);
template<typename T, typename... Stages>
class [[nodiscard]] Pipe
{
    using Flow = detail::Flow<T, Stages...>;
    static constexpr bool isTotal = (Stages::isTotal && ...);

public:
    using value_type = typename Flow::Output;

    /// What operator| makes.
    Pipe(AsyncIterator<T> source, detail::StageChain<T, Stages...> stages)
        : m_flow(new Flow(std::move(source), std::move(stages)))
    {
    }

    /// The next item; an empty optional at the end.
    auto next()
    {
        if constexpr (isTotal) {
            if (m_flow) [[likely]]
                m_flow->isStarted = true;
            return detail::TotalAwaiter<T, Stages...>(m_flow.get());
        } else {
            if (!m_running) [[unlikely]]
                m_running.emplace(detail::run(std::move(m_flow)));
            return m_running->next();
        }
    }

    /// All of it as one stream.
    operator AsyncIterator<value_type>() &&
    {
        if (m_running)
            return std::move(*m_running);
        return detail::run(std::move(m_flow));
    }

    /// One stage more.
    template<Stage Next>
    friend auto operator|(Pipe pipe, Next next)
    {
        if (!pipe.m_flow || pipe.m_flow->isStarted)
            throw std::logic_error("a Pipe is extended that has been started");
        return std::move(pipe).followedBy(detail::stageFor<value_type>(std::move(next)));
    }

private:
    template<typename Next>
    Pipe<T, Stages..., Next> followedBy(Next next) &&
    {
        return {std::move(m_flow->source), std::move(m_flow->stages).followedBy(std::move(next))};
    }

    detail::FlowPointer<T, Stages...> m_flow; ///< until it runs as a coroutine
    std::optional<AsyncIterator<value_type>> m_running;
};

template<typename T, Stage First>
auto operator|(AsyncIterator<T> items, First first)
{
    using Bound = decltype(detail::stageFor<T>(std::move(first)));
    detail::StageChain<T, Bound> stages(std::tuple<Bound>(detail::stageFor<T>(std::move(first))));
    return Pipe<T, Bound>(std::move(items), std::move(stages));
}

/// Any other operator is a callable that takes an AsyncIterator: it gives a stream, or a Task over all of it.
template<Stream S, std::invocable<AsyncIterator<typename S::value_type>> Operator>
auto operator|(S items, Operator function)
{
    return std::invoke(std::move(function), AsyncIterator<typename S::value_type>(std::move(items)));
}

template<Stream S, typename Other>
    requires(!Stage<Other> && !std::invocable<Other, AsyncIterator<typename S::value_type>>)
auto operator|(S items, Other)
{
    static_assert(!std::same_as<S, S>, "what stands behind | is no operator for such a stream: a stage, or a callable "
                                       "that takes an AsyncIterator of its items");
    return items;
}

} // namespace livebelt::async
