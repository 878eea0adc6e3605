// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/tasks/Group.h>

#include <variant>

namespace livebelt::async::detail {

/// What stands for the result of a Task<T>.
template<typename T>
using ValueOf = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// Keeps the result of task; args come before it.
template<typename T, typename Slot, typename... Args>
[[gnu::cold]] GroupChild keepResult(Task<T> task, std::optional<Slot> *slot, Args... args)
{
    if constexpr (std::is_void_v<T>) {
        co_await std::move(task);
        slot->emplace(args..., std::monostate());
    } else {
        T value = co_await std::move(task);
        slot->emplace(args..., std::move(value));
    }
}

} // namespace livebelt::async::detail
