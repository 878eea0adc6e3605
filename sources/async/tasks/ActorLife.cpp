// SPDX-License-Identifier: MIT
#include <livebelt/async/tasks/ActorCore.h>
#include <livebelt/async/tasks/TimedAwaiter.h>

namespace livebelt::async::detail {

/// What there is from one start of the actor to the next. The background work ends before the object.
struct ActorCore::Life
{
    Life()
    {
        background.onFailure([this](std::exception_ptr e) {
            error = std::move(e);
            backgroundFailed.set();
        });
    }
    std::exception_ptr error;
    Event backgroundFailed;
    std::shared_ptr<void> object;
    Scope background;
};

/// Whoever asked learns that the background's failure has cut his message off.
struct ActorCore::Handling
{
    Handling(MessagePointer p, const Life &l) : message(std::move(p)), life(l) {}
    Handling(Handling &&) = delete;
    ~Handling()
    {
        if (life.error)
            message->fail(life.error);
    }
    MessagePointer message;
    const Life &life;
};

/// One object, from its making to its end. Empty: the actor is to stop; else what the object failed by.
Task<std::exception_ptr> ActorCore::live(ActorCore *core, const Make *make)
{
    Life life;
    std::exception_ptr error;
    try {
        life.object = (*make)(life.background);
    } catch (...) {
        error = std::current_exception();
    }
    if (!error) {
        core->m_phase = ActorPhase::Running;
        Group group(Group::Until::FirstDone);
        group.add(handleMessages(core, &life));
        group.add(watch(&life));
        co_await group;
        error = group.error();
    }
    if (error)
        core->noteFailure(error);
    co_return error;
}

GroupChild ActorCore::handleMessages(ActorCore *core, Life *life)
{
    while (true) {
        MessagePointer message = std::move(core->m_next);
        if (!message) {
            auto received = co_await core->m_mailbox.receive();
            if (received)
                message = std::move(*received);
        }
        if (!message || core->isStopping())
            co_return;
        if (life->error) { // this object is not to see another message
            core->m_next = std::move(message);
            std::rethrow_exception(life->error);
        }
        const Handling handling(std::move(message), *life);
        std::exception_ptr error;
        try {
            co_await handling.message->handle(life->object.get());
        } catch (...) {
            error = std::current_exception();
        }
        ++core->m_handled;
        if (!error)
            continue;
        handling.message->fail(error);
        if (core->m_options.onFailure != OnFailure::Resume)
            std::rethrow_exception(error);
        core->noteFailure(error);
    }
}

GroupChild ActorCore::watch(Life *life)
{
    co_await life->backgroundFailed.wait();
    std::rethrow_exception(life->error);
}

Task<void> ActorCore::pause(ActorCore *core, Clock::Duration duration)
{
    const auto stopRequested = [core] { return core->m_stopRequested.wait(); };
    try {
        co_await TimedAwaiter<Event::Awaiter>(duration, stopRequested);
    } catch (const TimedOut &) {
    }
}

} // namespace livebelt::async::detail
