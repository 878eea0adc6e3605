// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/tasks/ActorCall.h>

namespace livebelt::async {

/// An address of an Actor: a value, to be copied, kept and used on any thread. It does not keep the actor going.
template<typename Object>
class ActorRef
{
public:
    /// Awaits what function(object, args...) returns, or the Task it returns; throws what that throws. function may be
    /// a member function of Object, a coroutine, or both; it and args are kept until it has ended.
    ///
    /// Sent when it is awaited; waits where the mailbox is full and blocks. Throws ActorStopped, or MessageDropped.
    /// Cancellation: before its turn it is not handled any more, later it is handled to its end for nobody.
    template<typename Function, typename... Args>
    auto ask(Function function, Args... args) const
    {
        auto call = detail::bindCall<Object>(std::move(function), std::move(args)...);
        using Call = detail::ActorCall<Object, decltype(call)>;
        auto reply = std::make_shared<detail::Reply<typename Call::Result>>();
        /// Waits for the reply to a message.
        return askFor(m_core, std::make_unique<Call>(std::move(call), reply), reply);
    }
    /// The same without waiting, and without an answer. False: it was not taken, as the actor has stopped, or its
    /// mailbox is full and blocks. True under the other policies, even if the message is the one that is dropped.
    template<typename Function, typename... Args>
    bool tell(Function function, Args... args) const
    {
        auto call = detail::bindCall<Object>(std::move(function), std::move(args)...);
        using Call = detail::ActorCall<Object, decltype(call)>;
        detail::ActorCore::MessagePointer message = std::make_unique<Call>(std::move(call), nullptr);
        return m_core->mailbox().trySend(message);
    }
    /// The actor stops after the current message; nobody waits for that.
    void requestStop() const { m_core->requestStop(); }
    /// It takes no messages any more.
    bool isStopping() const { return m_core->isStopping(); }
    /// What it has done so far. From any thread.
    ActorStatistics statistics() const { return m_core->statistics(); }

protected:
    template<typename>
    friend class Actor;
    /// What the actor makes.
    explicit ActorRef(std::shared_ptr<detail::ActorCore> core) : m_core(std::move(core)) {}

    /// Sends a message, and waits for the reply to it.
    template<typename R>
    static Task<R> askFor(std::shared_ptr<detail::ActorCore> core, detail::ActorCore::MessagePointer message,
                          std::shared_ptr<detail::Reply<R>> reply)
    {
        const bool isSent = co_await core->mailbox().send(std::move(message));
        if (!isSent)
            throw ActorStopped();
        co_await typename detail::Reply<R>::Awaiter(reply);
        if (!reply->isAnswered() && core->isStopping())
            throw ActorStopped();
        if (!reply->isAnswered())
            throw MessageDropped();
        co_return reply->take();
    }

    std::shared_ptr<detail::ActorCore> m_core; ///< what it refers to
};

} // namespace livebelt::async
