// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/ScopedConnection.h>
#include <livebelt/async/SignalState.h>
#include <livebelt/async/SignalTraits.h>
#include <livebelt/async/Task.h>

namespace livebelt::async {

/// Keeps the emissions of a signal until a coroutine takes them: bounded, with a policy. It takes no part in the
/// emission beyond putting the arguments away. The signal may be emitted, and its sender moved and destroyed, on any
/// thread; what is taken is taken on one. Emissions are in the order of each thread that emits. It ends when the sender
/// is destroyed. Block is no policy for a signal, which cannot wait: it counts as DropOldest.
template<typename T>
class SignalQueue : public detail::SignalConnections
{
    using State = detail::SignalState<T>;

public:
    /// Connects; on the thread of the sender.
    template<typename Sender, typename Signal>
    SignalQueue(const Sender *sender, Signal signal, quint64 capacity, Overflow policy)
        : SignalQueue(sender, signal,
                      std::make_shared<State>(capacity, policy == Overflow::Block ? Overflow::DropOldest : policy))
    {
    }

    /// What became of the emissions so far. On the thread that takes them.
    BufferStatistics statistics() const { return m_state->statistics(); }
    /// Awaits until something is there or it has ended.
    auto wait() { return SignalConnections::wait(); }
    /// Whether wait() has something to wait for.
    bool mustWait() const { return m_state->mustWait(); }
    /// The next emission; nothing at the end.
    std::optional<T> take() { return m_state->take(); }

private:
    template<typename>
    friend class SignalStream;

    template<typename Sender, typename Signal>
    SignalQueue(const Sender *sender, Signal signal, std::shared_ptr<State> state)
        : SignalConnections(sender, state,
                            detail::SignalTraits<Signal>::connect(
                                sender, signal, [state](const auto &...arguments) { state->put(arguments...); }))
        , m_state(std::move(state))
    {
    }

    std::shared_ptr<State> m_state; ///< an emission that goes on elsewhere has it too
};

namespace detail {

template<typename T>
AsyncIterator<T> drain(std::unique_ptr<SignalQueue<T>> queue)
{
    while (true) {
        while (queue->mustWait())
            co_await queue->wait();
        std::optional<T> item = queue->take();
        if (!item)
            co_return;
        co_yield std::move(*item);
    }
}

template<typename T>
Task<std::optional<T>> first(std::unique_ptr<SignalQueue<T>> queue)
{
    while (queue->mustWait())
        co_await queue->wait();
    co_return queue->take();
}

template<typename Signal>
using SignalItemOf =
    std::conditional_t<SignalTraits<Signal>::canBeKept, typename SignalTraits<Signal>::Item, std::monostate>;

/// Where no queue can be made of the signal the compiler is to say that, and nothing else.
template<typename Sender, typename Signal>
std::unique_ptr<SignalQueue<SignalItemOf<Signal>>> queueOf(const Sender *sender, Signal signal, quint64 capacity,
                                                           Overflow policy)
{
    constexpr bool canBeKept = SignalTraits<Signal>::canBeKept;
    static_assert(canBeKept, "the arguments of a signal are kept until they are taken, so each must be copyable");
    if constexpr (canBeKept)
        return std::make_unique<SignalQueue<SignalItemOf<Signal>>>(sender, signal, capacity, policy);
    else
        return nullptr;
}

} // namespace detail

/// What signalsOf() gives: an async iterator that also says what has become of the emissions.
template<typename T>
class [[nodiscard]] SignalStream : public AsyncIterator<T>
{
public:
    /// What signalsOf() makes.
    explicit SignalStream(std::unique_ptr<SignalQueue<T>> queue) : SignalStream(queue->m_state, std::move(queue)) {}
    /// Of all emissions since the call of signalsOf(), how many were dropped, wait, and so on; also once the iterator
    /// is part of a chain of operators. On the thread of next().
    BufferStatistics statistics() const { return m_mail->statistics(); }

private:
    SignalStream(std::shared_ptr<detail::SignalMail> mail, std::unique_ptr<SignalQueue<T>> &&queue)
        : AsyncIterator<T>(detail::drain(std::move(queue))), m_mail(std::move(mail))
    {
    }
    std::shared_ptr<detail::SignalMail> m_mail;
};

/// The emissions of a signal, from this call on, as an async iterator: std::monostate for a signal without arguments,
/// the argument, or a std::tuple of several. It ends when the sender is destroyed. At most capacity emissions wait for
/// the consumer; what the policy drops is in its statistics(). On whichever threads the signal is emitted, and wherever
/// the sender is moved, the items come on the thread of the first next().
///
///     auto clicks = signalsOf(button, &QPushButton::clicked);
template<typename Sender, typename Signal>
auto signalsOf(const Sender *sender, Signal signal, quint64 capacity = 1024, Overflow policy = Overflow::DropOldest)
{
    return SignalStream<detail::SignalItemOf<Signal>>(detail::queueOf(sender, signal, capacity, policy));
}

/// The next emission after this call, on any thread: an awaitable std::optional, empty if the sender is destroyed
/// first.
///
///     const auto finished = co_await nextSignal(&thread, &QThread::finished);
template<typename Sender, typename Signal>
Task<std::optional<detail::SignalItemOf<Signal>>> nextSignal(const Sender *sender, Signal signal)
{
    return detail::first(detail::queueOf(sender, signal, 1, Overflow::DropNewest));
}

} // namespace livebelt::async
