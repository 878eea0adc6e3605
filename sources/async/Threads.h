// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Hop.h>

#include <stdexcept>

namespace livebelt::async {

/// Thrown at an await of onThread() whose thread, or context object, ended before the work was done.
class ThreadGone : public std::runtime_error
{
public:
    ThreadGone() : std::runtime_error("the thread ended before it had done what it was asked") {}
};

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
    detail::HopCall::post(context, std::make_shared<detail::HopCallOf<R, Function>>(hop, std::move(function)));
    return detail::HopAwaiter<R>(hop);
}

} // namespace livebelt::async
