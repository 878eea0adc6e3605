// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Channel.h>
#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/tasks/ActorOptions.h>
#include <livebelt/async/tasks/Reply.h>

#include <atomic>

namespace livebelt::async::detail {

/// Something that an actor's object is to do. object is the Object of the Actor.
class ActorMessage
{
public:
    virtual ~ActorMessage() = default;
    /// Its own members live until that has ended.
    virtual Task<void> handle(void *object) = 0;
    virtual void fail(std::exception_ptr error) = 0;
};

/// The part of an Actor that does not depend on its object. Shared by the handles, and the coroutine that handles the
/// messages; that one lives in m_scope, on the actor's thread.
class ActorCore : public std::enable_shared_from_this<ActorCore>
{
public:
    using MessagePointer = std::unique_ptr<ActorMessage>;
    using Make = std::function<std::shared_ptr<void>(Scope &background)>;

    explicit ActorCore(ActorOptions options);
    /// On this thread where context is null.
    void start(QObject *context, Make make);

    // The rest is for any thread.
    Channel<MessagePointer> &mailbox() { return m_mailbox; }
    bool isStopping() const { return m_isStopping.load(std::memory_order_acquire); }
    /// After the current message.
    void requestStop();
    /// At once.
    void abandon();
    static Task<void> stop(std::shared_ptr<ActorCore> core);
    ActorStatistics statistics() const;

private:
    struct Life;
    struct Handling;
    class Start;
    class Signal;
    class LastWord;

    void begin(QObject *context, Make make);
    void obey();
    void end();
    void noteFailure(std::exception_ptr error);
    static Task<void> serve(std::shared_ptr<ActorCore> core, Make make);
    static Task<std::exception_ptr> live(ActorCore *core, const Make *make);
    static GroupChild handleMessages(ActorCore *core, Life *life);
    static GroupChild watch(Life *life);
    static Task<void> pause(ActorCore *core, Clock::Duration duration);

    Channel<MessagePointer> m_mailbox;
    std::atomic<bool> m_isStopping = false;
    std::atomic<quint64> m_handled = 0;
    std::atomic<quint64> m_failed = 0;
    std::atomic<quint64> m_restarts = 0;
    std::atomic<ActorPhase> m_phase = ActorPhase::Starting;

    std::mutex m_mutex; ///< for these
    bool m_isAbandoned = false;
    Signal *m_signal = nullptr; ///< as long as the messages are handled
    Loop *m_loop = nullptr;     ///< of the actor's thread
    std::vector<std::shared_ptr<Reply<void>>> m_stopReplies;

    ActorOptions m_options; ///< from here on: on the actor's thread only
    std::unique_ptr<Scope> m_scope;
    Event m_stopRequested;
    MessagePointer m_next; ///< taken, but not for the object that was there
};

} // namespace livebelt::async::detail
