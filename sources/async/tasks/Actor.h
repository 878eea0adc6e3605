// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/tasks/ActorRef.h>

namespace livebelt::async {

/// What an actor's object may use, from its making to its destruction.
template<typename Object>
class ActorContext
{
public:
    /// What the actor makes for its object.
    ActorContext(ActorRef<Object> self, Scope &background) : m_self(std::move(self)), m_background(&background) {}
    /// For what goes on while messages are handled: destroyed before the object is. A task that fails there is a
    /// failure of the object.
    Scope &background() const { return *m_background; }
    /// To tell itself something. An object must not await its own ask() or stop(): it would wait for itself.
    const ActorRef<Object> &self() const { return m_self; }

private:
    ActorRef<Object> m_self;
    Scope *m_background;
};

/// An object that lives on a thread of its own choice and is reached by messages only (ask and tell, in ActorRef):
/// one coroutine there handles them, one at a time, in the order in which they came.
///
/// make, called on that thread, makes the object: a std::unique_ptr<Object>, of an ActorContext<Object> or of nothing.
/// It is destroyed there too. When a message, the background or make throws, the actor does what
/// ActorOptions::onFailure says; an ask() that was being handled gets the exception, a tell() only shows in onError and
/// in statistics(), and the messages behind wait for the next object. A message cut off by a failure of the background
/// is not repeated. stop() lets the current message end, so one that takes long belongs into the background. Destroying
/// the Actor, or the context, or stopping its Worker, cancels the current message and the background as well; on
/// another thread that happens there, a little later. What is left in the mailbox is dropped: those who asked get
/// ActorStopped.
///
///     Actor<Feed> feed(worker.context(), [](ActorContext<Feed> actor) { return std::make_unique<Feed>(actor); });
///     co_await feed.ask(&Feed::connectTo, url);
///     co_await feed.stop();
template<typename Object>
class Actor : public ActorRef<Object>
{
public:
    /// On the thread of context, at once where that is this one; on this thread where it is null.
    template<typename Make>
    Actor(QObject *context, Make make, ActorOptions options = {})
        : ActorRef<Object>(std::make_shared<detail::ActorCore>(std::move(options)))
    {
        // Weak: the core keeps the function.
        auto makeAny = [make, weak = std::weak_ptr(this->m_core)](Scope &background) -> std::shared_ptr<void> {
            if constexpr (std::is_invocable_v<const Make &, ActorContext<Object>>)
                return std::shared_ptr<Object>(make(ActorContext<Object>(ActorRef<Object>(weak.lock()), background)));
            else
                return std::shared_ptr<Object>(make());
        };
        this->m_core->start(context, std::move(makeAny));
    }
    Actor(Actor &&other) noexcept = default;
    Actor &operator=(Actor &&other) noexcept
    {
        Actor old(std::move(*this));
        this->m_core = std::move(other.m_core);
        return *this;
    }
    ~Actor()
    {
        if (this->m_core)
            this->m_core->abandon();
    }

    /// Lets the current message end, drops the others, and waits until the object has been destroyed. From any thread's
    /// coroutine, any number of times. Safe to cancel: the actor stops all the same.
    Task<void> stop() { return detail::ActorCore::stop(this->m_core); }
};

} // namespace livebelt::async
