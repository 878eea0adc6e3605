// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Task.h>

namespace livebelt::async::detail {

/// Whether what a function returns is a Task, and what comes of it in the end.
template<typename R>
struct TaskResult
{
    using Type = R;
    static constexpr bool isTask = false;
};
template<typename R>
struct TaskResult<Task<R>>
{
    using Type = R;
    static constexpr bool isTask = true;
};

} // namespace livebelt::async::detail
