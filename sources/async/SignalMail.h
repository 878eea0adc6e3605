// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/BufferBooks.h>
#include <livebelt/async/ScopedConnection.h>
#include <livebelt/async/Waiter.h>

#include <QObject>
#include <atomic>
#include <memory>
#include <mutex>

namespace livebelt::async::detail {

class SignalAwaiter;

/// Of the emissions on their way to one consumer, what does not depend on what they are: who waits for them, and
/// whether there are any that were emitted on other threads.
class SignalMail
{
public:
    SignalMail(SignalMail &&) = delete;
    virtual ~SignalMail();

    /// The sender is no more; on any thread.
    void end();

    // The rest is for the consumer, on its thread.

    bool mustWait()
    {
        settleHere();
        if (m_hasMail.load(std::memory_order_acquire)) [[unlikely]]
            collectMail();
        return m_here.isEmpty() && !m_isOver;
    }
    BufferStatistics statistics();

protected:
    SignalMail(const BufferBooks &here, const BufferBooks &elsewhere) : m_here(here), m_elsewhere(elsewhere) {}
    /// Takes in what was emitted elsewhere until now, before anything else is done here.
    virtual void collectMail() = 0;

    bool hasMail() const { return m_hasMail.load(std::memory_order_acquire); }
    bool isHere() const;
    void wake();
    /// With m_mutex held.
    void wakeFromElsewhere();
    /// At the end: throws, where it was one.
    void rethrowOverflow() const;

    std::atomic<bool> m_hasMail = false; ///< there is something new elsewhere
    bool m_isOver = false;               ///< these are for the consumer's thread only
    bool m_isOverflown = false;
    bool m_isOverElsewhere = false; ///< these for who holds the mutex
    bool m_isOverflownElsewhere = false;
    std::mutex m_mutex;

private:
    friend class SignalAwaiter;
    void settleHere();

    const BufferBooks &m_here;
    const BufferBooks &m_elsewhere;
    std::atomic<Qt::HANDLE> m_consumer = nullptr; ///< its thread, from its first look on
    SignalAwaiter *m_waiter = nullptr; ///< written on the consumer's thread only, which reads it without the mutex
};

/// Waits until there is something to take, or it has ended.
class [[nodiscard]] SignalAwaiter final : public Waiter
{
public:
    explicit SignalAwaiter(std::shared_ptr<SignalMail> mail) : m_mail(std::move(mail)) {}
    SignalAwaiter(SignalAwaiter &&) = delete;
    ~SignalAwaiter() { leave(); }
    bool await_ready();
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        enter(Continuation(coroutine));
    }
    void await_resume() { leave(); }

private:
    void enter(Continuation continuation);
    void leave();

    std::shared_ptr<SignalMail> m_mail;
};

/// What a SignalQueue is, whatever it keeps: connected, until it is destroyed, or its sender is.
class SignalConnections
{
public:
    SignalConnections(const QObject *sender, std::shared_ptr<SignalMail> mail, QMetaObject::Connection emission);
    SignalConnections(SignalConnections &&) = delete;
    ~SignalConnections();

    auto wait() { return SignalAwaiter(m_mail); }

private:
    std::shared_ptr<SignalMail> m_mail;
    ScopedConnection m_emission;
    ScopedConnection m_gone;
};

} // namespace livebelt::async::detail
