// SPDX-License-Identifier: MIT
#include <livebelt/async/Postbox.h>

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>

namespace livebelt::async {

namespace {
const QEvent::Type mailEvent = QEvent::Type(QEvent::registerEventType());
}

Postbox::~Postbox()
{
    Q_EMIT closing();
    std::deque<std::function<void()>> unread; // destroyed after the lock is let go: that may run code of others
    const std::lock_guard lock(m_mutex);
    unread.swap(m_functions);
}

void Postbox::post(std::function<void()> function)
{
    const std::lock_guard lock(m_mutex);
    m_functions.push_back(std::move(function));
    if (!std::exchange(m_requested, true))
        QCoreApplication::postEvent(this, new QEvent(mailEvent));
}

void Postbox::postTo(QObject *context, std::function<void()> function)
{
    if (auto *box = qobject_cast<Postbox *>(context))
        box->post(std::move(function));
    else
        QMetaObject::invokeMethod(context, std::move(function), Qt::QueuedConnection);
}

bool Postbox::event(QEvent *event)
{
    if (event->type() != mailEvent)
        return QObject::event(event);
    std::deque<std::function<void()>> mail;
    {
        const std::lock_guard lock(m_mutex);
        m_requested = false;
        mail.swap(m_functions);
    }
    const QPointer<Postbox> self(this);
    while (!mail.empty() && self) {
        const std::function<void()> function = std::move(mail.front());
        mail.pop_front();
        function();
    }
    return true;
}

} // namespace livebelt::async
