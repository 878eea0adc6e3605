// SPDX-License-Identifier: MIT
#include <livebelt/async/SignalMail.h>

#include <QThread>
#include <stdexcept>

namespace livebelt::async::detail {

SignalMail::~SignalMail() = default;

void SignalMail::end()
{
    if (isHere()) {
        if (hasMail())
            collectMail();
        m_isOver = true;
        wake();
    } else {
        const std::lock_guard lock(m_mutex);
        m_isOverElsewhere = true;
        wakeFromElsewhere();
    }
}

BufferStatistics SignalMail::statistics()
{
    if (isHere()) {
        if (hasMail())
            collectMail();
        return m_here.statistics();
    }
    const std::lock_guard lock(m_mutex); // nobody has taken anything yet
    return m_elsewhere.statistics();
}

bool SignalMail::isHere() const
{
    return m_consumer.load(std::memory_order_relaxed) == QThread::currentThreadId();
}

void SignalMail::settleHere()
{
    if (!isHere())
        m_consumer.store(QThread::currentThreadId(), std::memory_order_relaxed);
}

void SignalMail::wake()
{
    if (m_waiter && !m_waiter->isPosted())
        m_waiter->wake();
}

void SignalMail::wakeFromElsewhere()
{
    m_hasMail.store(true, std::memory_order_release);
    if (m_waiter)
        m_waiter->wake();
}

void SignalMail::rethrowOverflow() const
{
    if (m_isOverflown)
        throw BufferOverflow();
}

bool SignalAwaiter::await_ready()
{
    if (m_mail->m_waiter)
        throw std::logic_error("two coroutines wait for one SignalQueue at once");
    return !m_mail->mustWait();
}

void SignalAwaiter::enter(Continuation continuation)
{
    const std::lock_guard lock(m_mail->m_mutex);
    suspend(continuation);
    m_mail->m_waiter = this;
    if (m_mail->m_hasMail.load(std::memory_order_relaxed))
        wake();
}

void SignalAwaiter::leave()
{
    if (m_mail->m_waiter != this)
        return;
    const std::lock_guard lock(m_mail->m_mutex);
    m_mail->m_waiter = nullptr;
}

SignalConnections::SignalConnections(const QObject *sender, std::shared_ptr<SignalMail> mail,
                                     QMetaObject::Connection emission)
    : m_mail(std::move(mail))
    , m_emission(std::move(emission))
    , m_gone(QObject::connect(sender, &QObject::destroyed, [state = m_mail] { state->end(); }))
{
}

SignalConnections::~SignalConnections()
{
    m_mail->end();
}

} // namespace livebelt::async::detail
