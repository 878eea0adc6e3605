// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Buffer.h>
#include <livebelt/async/Event.h>
#include <livebelt/async/Task.h>

#include <QObject>
#include <QThread>
#include <string_view>
#include <tuple>
#include <variant>

namespace livebelt::async {

namespace detail {

template<typename... Args>
struct SignalItem
{
    using Type = std::tuple<std::decay_t<Args>...>;
};
template<typename Arg>
struct SignalItem<Arg>
{
    using Type = std::decay_t<Arg>;
};
template<>
struct SignalItem<>
{
    using Type = std::monostate;
};

/// What a slot gets of an emission.
template<typename... Args>
struct SignalArguments
{
    using Item = typename SignalItem<Args...>::Type;

    /// Calls put(Item) at each emission.
    template<typename Sender, typename Signal, typename Put>
    static QMetaObject::Connection connect(const Sender *sender, Signal signal, Put put)
    {
        return QObject::connect(sender, signal, [put](Args... args) { put(Item(args...)); });
    }
};

/// The mark by which Qt keeps others from emitting a signal, such as QTimer::timeout: nothing for a consumer.
template<typename Arg>
inline constexpr bool isPrivateMark =
    std::string_view(describe<Arg>()).find("QPrivateSignal") != std::string_view::npos;

template<typename Arguments, typename... Args>
struct WithoutMark
{
    using Type = Arguments;
};
template<typename... Kept, typename Arg, typename... Rest>
struct WithoutMark<SignalArguments<Kept...>, Arg, Rest...>
    : WithoutMark<std::conditional_t<isPrivateMark<Arg>, SignalArguments<Kept...>, SignalArguments<Kept..., Arg>>,
                  Rest...>
{
};

template<typename Signal>
struct SignalTraits;
template<typename Class, typename... Args>
struct SignalTraits<void (Class::*)(Args...)> : WithoutMark<SignalArguments<>, Args...>::Type
{
};

} // namespace detail

/// A connection that ends with its holder.
class ScopedConnection
{
public:
    ScopedConnection() = default;
    ScopedConnection(QMetaObject::Connection connection) : m_connection(std::move(connection)) {}
    ScopedConnection(ScopedConnection &&other) noexcept : m_connection(std::exchange(other.m_connection, {})) {}
    ScopedConnection &operator=(ScopedConnection &&other) noexcept
    {
        std::swap(m_connection, other.m_connection);
        return *this;
    }
    ~ScopedConnection() { QObject::disconnect(m_connection); }

private:
    QMetaObject::Connection m_connection;
};

/// Keeps the emissions of a signal until a coroutine takes them: bounded, with a policy. It takes no part in the
/// emission beyond putting the arguments away. Lives on the sender's thread. It ends when the sender is destroyed.
/// Block is no policy for a signal, which cannot wait: it counts as DropOldest.
template<typename T>
class SignalQueue
{
public:
    template<typename Sender, typename Signal>
    SignalQueue(const Sender *sender, Signal signal, quint64 capacity, Overflow policy)
        : m_buffer(capacity, policy == Overflow::Block ? Overflow::DropOldest : policy)
    {
        Q_ASSERT_X(sender->thread() == QThread::currentThread(), "signalsOf", "the sender lives on another thread");
        m_emission = detail::SignalTraits<Signal>::connect(sender, signal, [this](T item) { put(std::move(item)); });
        m_gone = QObject::connect(sender, &QObject::destroyed, [this] { end(); });
    }

    BufferStatistics statistics() const { return m_buffer.statistics(); }

    /// Awaits until something is there or it has ended.
    auto wait() { return m_changed.wait(); }
    /// Whether wait() has something to wait for.
    bool mustWait() const { return m_buffer.isEmpty() && !m_ended; }
    /// The next emission; nothing at the end.
    std::optional<T> take()
    {
        if (!m_buffer.isEmpty())
            return std::optional<T>(m_buffer.take());
        if (m_overflown)
            throw BufferOverflow();
        return std::nullopt;
    }

private:
    void put(T item)
    {
        if (m_ended)
            return;
        if (m_buffer.put(item) == Buffer<T>::Put::Overflown) {
            m_overflown = true;
            end();
        }
        m_changed.set();
    }
    void end()
    {
        m_ended = true;
        m_changed.set();
    }

    Buffer<T> m_buffer;
    Event m_changed;
    bool m_ended = false;
    bool m_overflown = false;
    ScopedConnection m_emission;
    ScopedConnection m_gone;
};

namespace detail {

template<typename T>
AsyncIterator<T> drain(std::shared_ptr<SignalQueue<T>> queue)
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
Task<std::optional<T>> first(std::shared_ptr<SignalQueue<T>> queue)
{
    while (queue->mustWait())
        co_await queue->wait();
    co_return queue->take();
}

template<typename Signal>
using SignalQueueOf = SignalQueue<typename SignalTraits<Signal>::Item>;

} // namespace detail

/// The emissions of a signal, from this call on, as an async iterator: std::monostate for a signal without arguments,
/// the argument, or a std::tuple of several. It ends when the sender is destroyed. At most capacity emissions wait for
/// the consumer.
template<typename Sender, typename Signal>
auto signalsOf(const Sender *sender, Signal signal, quint64 capacity = 1024, Overflow policy = Overflow::DropOldest)
{
    auto queue = std::make_shared<detail::SignalQueueOf<Signal>>(sender, signal, capacity, policy);
    return detail::drain(std::move(queue));
}

/// The next emission after this call: an awaitable std::optional, empty if the sender is destroyed first.
template<typename Sender, typename Signal>
auto nextSignal(const Sender *sender, Signal signal)
{
    auto queue = std::make_shared<detail::SignalQueueOf<Signal>>(sender, signal, 1, Overflow::DropNewest);
    return detail::first(std::move(queue));
}

} // namespace livebelt::async
