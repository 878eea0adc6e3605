// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Threads.h>
#include <livebelt/async/tasks/ActorCore.h>

#include <functional>
#include <tuple>

namespace livebelt::async::detail {

/// function and its arguments, to be called once, of an Object.
template<typename Object, typename Function, typename... Args>
auto bindCall(Function function, Args... args)
{
    return [f = std::move(function), bound = std::tuple<Args...>(std::move(args)...)](Object &object) mutable {
        return std::apply([&](Args &...each) { return std::invoke(f, object, std::move(each)...); }, bound);
    };
}

/// A message that calls function, and gives its answer to reply, where there is one.
template<typename Object, typename Function>
class ActorCall final : public ActorMessage
{
    using Returned = TaskResult<std::invoke_result_t<Function &, Object &>>;

public:
    using Result = typename Returned::Type;

    ActorCall(Function function, std::shared_ptr<Reply<Result>> reply)
        : m_function(std::move(function)), m_reply(std::move(reply))
    {
    }
    ~ActorCall() override { give({}, {}); }

    Task<void> handle(void *anObject) override
    {
        if (m_reply && m_reply->isUnwanted())
            co_return;
        Object &object = *static_cast<Object *>(anObject);
        if constexpr (Returned::isTask && std::is_void_v<Result>) {
            co_await m_function(object);
            give(std::monostate(), {});
        } else if constexpr (Returned::isTask) {
            Result result = co_await m_function(object);
            give(std::move(result), {});
        } else if constexpr (std::is_void_v<Result>) {
            m_function(object);
            give(std::monostate(), {});
        } else {
            give(m_function(object), {});
        }
    }
    void fail(std::exception_ptr error) override { give({}, std::move(error)); }

private:
    void give(std::optional<ValueOf<Result>> result, std::exception_ptr error)
    {
        if (m_reply)
            m_reply->give(std::move(result), std::move(error));
    }

    Function m_function;
    std::shared_ptr<Reply<Result>> m_reply;
};

} // namespace livebelt::async::detail
