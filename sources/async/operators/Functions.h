// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/TaskResult.h>

#include <concepts>
#include <functional>
#include <type_traits>

namespace livebelt::async {

/// What operators take: an AsyncIterator, or what becomes one.
template<typename S>
concept Stream = std::convertible_to<S, AsyncIterator<typename S::value_type>>;

namespace detail {

/// What an operator asks of the function it is given. Where that does not hold, it says so in one sentence, by a
/// static_assert, and goes on with something harmless, so that the compiler says nothing else.
template<typename Function, typename... Args>
concept GivesValue = std::invocable<Function &, Args...> && !std::is_void_v<std::invoke_result_t<Function &, Args...>>;

template<typename Function, typename T>
concept Decides =
    GivesValue<Function, const T &> && std::convertible_to<std::invoke_result_t<Function &, const T &>, bool>;

template<typename Function, typename... Args>
concept GivesStream =
    GivesValue<Function, Args...> && Stream<std::remove_cvref_t<std::invoke_result_t<Function &, Args...>>>;

template<typename Function, typename... Args>
    requires GivesStream<Function, Args...>
using ItemOfCall = typename std::remove_cvref_t<std::invoke_result_t<Function &, Args...>>::value_type;

/// A stream of items of that very type.
template<typename Function, typename T, typename... Args>
concept GivesItems =
    GivesValue<Function, Args...> && std::convertible_to<std::invoke_result_t<Function &, Args...>, AsyncIterator<T>>;

template<typename Function, typename... Args>
concept GivesTask =
    GivesValue<Function, Args...> && TaskResult<std::remove_cvref_t<std::invoke_result_t<Function &, Args...>>>::isTask;

} // namespace detail
} // namespace livebelt::async
