// SPDX-License-Identifier: MIT
#include <livebelt/async/tasks/ActorCore.h>

#include <livebelt/async/Postbox.h>

#include <QThread>

namespace livebelt::async::detail {

/// The queued call to the actor's thread. If it is thrown away uncalled, the actor has ended before it began.
class ActorCore::Start
{
public:
    Start(std::shared_ptr<ActorCore> core, Make make) : m_core(std::move(core)), m_make(std::move(make)) {}
    Start(Start &&) = delete;
    ~Start()
    {
        if (m_core)
            m_core->end();
    }
    void call(QObject *context) { std::exchange(m_core, nullptr)->begin(context, std::move(m_make)); }

private:
    std::shared_ptr<ActorCore> m_core;
    Make m_make;
};

/// Calls the actor's thread from another one.
class ActorCore::Signal final : public Wake
{
public:
    explicit Signal(std::shared_ptr<ActorCore> core) : Wake(&fire), m_core(std::move(core)) {}

private:
    static void fire(Wake &wake)
    {
        const std::shared_ptr<ActorCore> core = static_cast<Signal &>(wake).m_core; // the wake may go
        core->obey();
    }
    std::shared_ptr<ActorCore> m_core;
};

/// Whatever ends the coroutine: nobody calls this thread any more, and nobody waits in vain.
class ActorCore::LastWord
{
public:
    explicit LastWord(std::shared_ptr<ActorCore> core) : m_core(std::move(core)), m_signal(m_core)
    {
        const std::lock_guard lock(m_core->m_mutex);
        m_core->m_signal = &m_signal;
        m_core->m_loop = &Loop::current();
    }
    LastWord(LastWord &&) = delete;
    ~LastWord()
    {
        {
            const std::lock_guard lock(m_core->m_mutex);
            m_core->m_signal = nullptr;
        }
        m_core->end();
        std::exchange(m_core->m_scope, nullptr).reset();
    }

private:
    std::shared_ptr<ActorCore> m_core;
    Signal m_signal;
};

ActorCore::ActorCore(ActorOptions options)
    : m_mailbox(options.capacity, options.overflow), m_options(std::move(options))
{
}

void ActorCore::start(QObject *context, Make make)
{
    if (!context || context->thread() == QThread::currentThread())
        return begin(context, std::move(make));
    const auto call = std::make_shared<Start>(shared_from_this(), std::move(make));
    Postbox::postTo(context, [call, context] { call->call(context); });
}

void ActorCore::begin(QObject *context, Make make)
{
    if (isStopping())
        return end();
    m_scope = std::make_unique<Scope>(context);
    m_scope->spawn(serve(shared_from_this(), std::move(make)));
}

void ActorCore::requestStop()
{
    m_isStopping.store(true, std::memory_order_release);
    m_mailbox.close();
    const std::lock_guard lock(m_mutex);
    if (m_signal)
        m_signal->post(*m_loop);
}

void ActorCore::abandon()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isAbandoned = true;
    }
    requestStop();
    std::unique_lock lock(m_mutex);
    if (m_signal && m_loop == &Loop::current()) {
        lock.unlock();
        obey();
    }
}

/// On the actor's thread: does what others have asked for.
void ActorCore::obey()
{
    bool isAbandoned = false;
    {
        const std::lock_guard lock(m_mutex);
        isAbandoned = m_isAbandoned;
    }
    if (isAbandoned)
        std::exchange(m_scope, nullptr).reset();
    else
        m_stopRequested.set();
}

void ActorCore::end()
{
    m_isStopping.store(true, std::memory_order_release);
    m_mailbox.close();
    m_next.reset();
    while (!m_mailbox.tryReceiveBatch(64).items.empty()) {
    }
    std::vector<std::shared_ptr<Reply<void>>> replies;
    {
        const std::lock_guard lock(m_mutex);
        m_phase = ActorPhase::Stopped;
        replies.swap(m_stopReplies);
    }
    for (const auto &reply : replies)
        reply->give(std::monostate(), {});
}

Task<void> ActorCore::stop(std::shared_ptr<ActorCore> core)
{
    const auto reply = std::make_shared<Reply<void>>();
    core->requestStop();
    {
        const std::lock_guard lock(core->m_mutex);
        if (core->m_phase == ActorPhase::Stopped)
            co_return;
        core->m_stopReplies.push_back(reply);
    }
    co_await Reply<void>::Awaiter(reply);
}

ActorStatistics ActorCore::statistics() const
{
    ActorStatistics statistics;
    statistics.mailbox = m_mailbox.statistics();
    statistics.handled = m_handled;
    statistics.failed = m_failed;
    statistics.restarts = m_restarts;
    statistics.phase = m_phase;
    return statistics;
}

void ActorCore::noteFailure(std::exception_ptr error)
{
    ++m_failed;
    if (m_options.onError)
        m_options.onError(std::move(error));
}

Task<void> ActorCore::serve(std::shared_ptr<ActorCore> core, Make make)
{
    const LastWord lastWord(core);
    Backoff &backoff = core->m_options.backoff;
    while (!core->isStopping()) {
        const Clock::TimePoint since = Loop::current().clock().now();
        const std::exception_ptr failure = co_await live(core.get(), &make);
        if (!failure)
            break;
        if (core->m_options.onFailure == OnFailure::Stop || core->m_mailbox.isClosed())
            break;
        backoff.workedFor(Loop::current().clock().now() - since);
        core->m_phase = ActorPhase::Restarting;
        co_await pause(core.get(), backoff.next());
        if (!core->isStopping())
            ++core->m_restarts;
    }
}

} // namespace livebelt::async::detail
