// SPDX-License-Identifier: MIT
#include <livebelt/async/Threads.h>

#include <livebelt/async/Postbox.h>
#include <livebelt/async/Scope.h>

namespace livebelt::async::detail {

HopLink::HopLink(OutcomeBase &outcome) : m_outcome(outcome) {}
HopLink::~HopLink() = default;

bool HopLink::enter(QObject *context)
{
    const std::lock_guard lock(m_mutex);
    if (m_isAbandoned)
        return false;
    m_context = context;
    // What it is has to be asked now; later it may be in its destructor, up to where that ends the work.
    m_box = qobject_cast<Postbox *>(context);
    return true;
}

void HopLink::start(Task<void> work)
{
    m_scope = std::make_unique<Scope>(m_context);
    m_scope->spawn(std::move(work));
}

void HopLink::leave()
{
    m_outcome.fail(std::make_exception_ptr(ThreadGone()));
    const std::lock_guard lock(m_mutex);
    m_context = nullptr;
}

void HopLink::endScope()
{
    std::exchange(m_scope, nullptr).reset();
}

void HopLink::abandon(const std::shared_ptr<HopLink> &link)
{
    const std::lock_guard lock(link->m_mutex);
    link->m_isAbandoned = true;
    if (!link->m_context)
        return;
    // The scope, with what still runs in it, belongs to the other thread: it is destroyed there.
    const auto end = [link] { link->endScope(); };
    if (link->m_box)
        link->m_box->post(end);
    else
        QMetaObject::invokeMethod(link->m_context, end, Qt::QueuedConnection);
}

namespace {
/// The end of the work there: it was done, or cancelled, or its thread ended.
class LastWord
{
public:
    explicit LastWord(std::shared_ptr<HopLink> link) : m_link(std::move(link)) {}
    LastWord(LastWord &&) = delete;
    ~LastWord()
    {
        m_link->leave();
        m_link->endScope();
    }

private:
    std::shared_ptr<HopLink> m_link;
};
} // namespace

Task<void> HopCall::runThere(std::shared_ptr<HopCall> call)
{
    const LastWord lastWord(call->m_link);
    try {
        std::optional<Task<void>> work = call->work();
        if (work)
            co_await std::move(*work);
    } catch (...) {
        call->m_link->fail(std::current_exception());
    }
    co_return;
}

HopCall::~HopCall()
{
    if (!m_isCalled)
        m_link->leave();
}

void HopCall::post(QObject *context, std::shared_ptr<HopCall> call)
{
    Postbox::postTo(context, [call = std::move(call), context] {
        if (!call->m_link->enter(context))
            return;
        call->m_isCalled = true;
        call->m_link->start(runThere(call));
    });
}

} // namespace livebelt::async::detail
