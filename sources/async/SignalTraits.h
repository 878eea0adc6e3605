// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Frame.h>

#include <QObject>
#include <concepts>
#include <string_view>
#include <tuple>
#include <variant>

namespace livebelt::async::detail {

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
    static constexpr bool canBeKept = (std::constructible_from<std::decay_t<Args>, const std::decay_t<Args> &> && ...);

    /// Calls put(arguments...) at each emission, on the thread that emits.
    template<typename Sender, typename Signal, typename Put>
    static QMetaObject::Connection connect(const Sender *sender, Signal signal, Put put)
    {
        return QObject::connect(sender, signal, [put](const std::decay_t<Args> &...args) { put(args...); });
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
template<typename R, typename Class, typename... Args>
struct SignalTraits<R (Class::*)(Args...)> : WithoutMark<SignalArguments<>, Args...>::Type
{
};
template<typename R, typename Class, typename... Args>
struct SignalTraits<R (Class::*)(Args...) const> : SignalTraits<R (Class::*)(Args...)>
{
};
template<typename R, typename Class, typename... Args>
struct SignalTraits<R (Class::*)(Args...) noexcept> : SignalTraits<R (Class::*)(Args...)>
{
};
template<typename R, typename Class, typename... Args>
struct SignalTraits<R (Class::*)(Args...) const noexcept> : SignalTraits<R (Class::*)(Args...)>
{
};

} // namespace livebelt::async::detail
