// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// Calls over D-Bus. Apart from the rest: it needs Qt DBus, which the library is not linked with.

#include <livebelt/async/Event.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/Task.h>

#include <QDBusError>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <stdexcept>
#include <tuple>

namespace livebelt::async {

/// The other side of a call over D-Bus has answered with an error, or has not answered in time.
class DBusCallError : public std::runtime_error
{
public:
    /// What Qt says of it.
    explicit DBusCallError(const QDBusError &error)
        : std::runtime_error((error.name() + QStringLiteral(": ") + error.message()).toStdString()), m_error(error)
    {
    }
    /// Its name and message.
    const QDBusError &error() const { return m_error; }

private:
    QDBusError m_error;
};

namespace detail {

template<typename... Ts>
struct DBusAnswer
{
    using Type = std::tuple<Ts...>;
};
template<typename T>
struct DBusAnswer<T>
{
    using Type = T;
};
template<>
struct DBusAnswer<>
{
    using Type = void;
};

template<typename... Ts, std::size_t... I>
std::tuple<Ts...> dbusValues(const QDBusPendingReply<Ts...> &reply, std::index_sequence<I...>)
{
    return std::tuple<Ts...>(reply.template argumentAt<int(I)>()...);
}

} // namespace detail

/// With this header, co_await of a QDBusPendingReply gives what was answered: nothing, the value, or a std::tuple of
/// several. Throws DBusCallError. Destroying the waiting coroutine leaves the call as it is: it cannot be taken back.
///
///     QDBusPendingReply<QString> call = connection.asyncCall(message);
///     const QString answer = co_await call;
template<typename... Ts>
Task<typename detail::DBusAnswer<Ts...>::Type> toAwaitable(AwaitTag, QDBusPendingReply<Ts...> reply)
{
    Event finished;
    const QDBusPendingCallWatcher watcher(reply);
    const auto finish = [&finished] { finished.set(); };
    const ScopedConnection connection = QObject::connect(&watcher, &QDBusPendingCallWatcher::finished, finish);
    while (!watcher.isFinished())
        co_await finished.wait();
    if (reply.isError())
        throw DBusCallError(reply.error());
    if constexpr (sizeof...(Ts) == 1)
        co_return reply.template argumentAt<0>();
    else if constexpr (sizeof...(Ts) > 1)
        co_return detail::dbusValues(reply, std::index_sequence_for<Ts...>());
}

} // namespace livebelt::async
