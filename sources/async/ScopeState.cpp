// SPDX-License-Identifier: MIT
#include <livebelt/async/ScopeState.h>

#include <livebelt/async/Postbox.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/ScopesEnd.h>
#include <livebelt/async/StopRequested.h>

#include <QDebug>
#include <QFileInfo>
#include <algorithm>

namespace livebelt::async::detail {

namespace {

QByteArray textOf(const std::source_location &where)
{
    return QFileInfo(QString::fromUtf8(where.file_name())).fileName().toUtf8() + ':' + QByteArray::number(where.line());
}

QByteArray textOf(const std::exception_ptr &error)
{
    try {
        std::rethrow_exception(error);
    } catch (const std::exception &e) {
        return e.what();
    } catch (...) {
        return "an exception that is no std::exception";
    }
}

void report(const std::exception_ptr &error, const std::source_location &where)
{
    qCritical("a task, started at %s, failed and nobody joined its scope: %s", textOf(where).constData(),
              textOf(error).constData());
}

Task<void> cancelWhen(ScopeState *state, std::stop_token token)
{
    co_await stopRequested(std::move(token));
    state->cancel();
}

/// By whom a coroutine is awaited can be seen as soon as all those have suspended: one turn later.
class Suspended final : public Waiter
{
public:
    bool await_ready() const { return false; }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        suspend(coroutine);
        m_frame = suspendedFrame();
        wake();
    }
    const Frame *await_resume() const { return m_frame; }

private:
    const Frame *m_frame = nullptr;
};

} // namespace

void ScopeEntry::finished(std::exception_ptr e) noexcept
{
    const auto state = scope.lock();
    const std::shared_ptr<ScopeEntry> keepAlive = *place;
    state->remove(*this);
    error = std::move(e);
    end();
    state->m_changed.set();
    if (error && !isHeld)
        state->fail(std::exchange(error, {}), where);
}

void ScopeEntry::end()
{
    isDone = true;
    if (!isHeld || isCancelled || error)
        Frame::release(std::exchange(frame, nullptr));
    if (waiter)
        waiter->wake();
}

void ScopeEntry::cancel()
{
    const auto state = scope.lock();
    if (isDone || !state)
        return;
    const std::shared_ptr<ScopeEntry> keepAlive = *place;
    frame->setCompletion(nullptr);
    state->remove(*this);
    isCancelled = true;
    end();
    state->m_changed.set();
}

void ScopeEntry::letGo()
{
    isHeld = false;
    if (!isDone)
        return;
    Frame::release(std::exchange(frame, nullptr));
    if (!error)
        return;
    if (const auto state = scope.lock())
        state->fail(std::exchange(error, {}), where);
    else
        report(std::exchange(error, {}), where);
}

ScopeState::ScopeState() = default;

ScopeState::~ScopeState()
{
    QObject::disconnect(m_contextGone);
    QObject::disconnect(m_membersGone);
    print();
}

void ScopeState::bindTo(QObject *context)
{
    if (!context)
        return;
    const auto end = [this] { cancel(); };
    if (const auto *box = qobject_cast<const Postbox *>(context))
        m_contextGone = QObject::connect(box, &Postbox::closing, end);
    else
        m_contextGone = QObject::connect(context, &QObject::destroyed, end);
    if (const auto *members = context->findChild<ScopesEnd *>(QString(), Qt::FindDirectChildrenOnly))
        m_membersGone = QObject::connect(members, &QObject::destroyed, end);
}

std::shared_ptr<ScopeEntry> ScopeState::spawn(TaskPromiseBase *frame, QByteArray name, std::source_location where)
{
    if (!frame)
        throw std::logic_error("a Task is spawned that has been given away before");
    const auto entry = std::allocate_shared<ScopeEntry>(PoolAllocator<ScopeEntry>(), frame, std::move(name), where);
    entry->scope = weak_from_this();
    if (m_isCancelled) {
        if (m_hasFailed)
            qWarning("the task at %s is not started: its scope has failed before", textOf(where).constData());
        entry->isCancelled = true;
        entry->end();
        return entry;
    }
    enter();
    entry->place = m_entries.insert(m_entries.end(), entry);
    const auto keepAlive = shared_from_this();
    const Loop::Slice slice(Loop::current());
    frame->setCompletion(entry.get());
    frame->start();
    return entry;
}

void ScopeState::remove(ScopeEntry &entry)
{
    m_entries.erase(entry.place);
    if (m_entries.empty())
        leave();
}

void ScopeState::cancel()
{
    const auto keepAlive = shared_from_this();
    m_isCancelled = true;
    leave();
    ScopeEntry::List entries = std::exchange(m_entries, {});
    for (const auto &entry : entries) {
        entry->frame->setCompletion(nullptr);
        entry->isCancelled = entry->isDone = true;
    }
    for (const auto &entry : entries)
        entry->end();
    m_changed.set();
    m_watch.reset();
    m_context.reset();
    if (m_stop)
        m_stop->request_stop();
}

void ScopeState::cancelOn(std::stop_token token)
{
    if (token.stop_requested())
        return cancel();
    if (m_isCancelled || !token.stop_possible())
        return;
    if (!m_watch)
        m_watch = std::make_unique<Scope>();
    m_watch->spawn(cancelWhen(this, std::move(token)));
}

std::stop_token ScopeState::stopToken()
{
    if (!m_stop) {
        m_stop.emplace();
        if (m_isCancelled)
            m_stop->request_stop();
    }
    return m_stop->get_token();
}

QObject *ScopeState::context()
{
    if (!m_context && !m_isCancelled)
        m_context = std::make_unique<QObject>();
    return m_context.get();
}

void ScopeState::onFailure(Handler handler)
{
    m_onFailure = std::move(handler);
    handOver();
}

void ScopeState::fail(std::exception_ptr error, std::source_location where)
{
    const auto keepAlive = shared_from_this();
    if (m_error) // of another task that nobody held any more
        return report(error, where);
    m_hasFailed = true;
    m_isPrinted = false;
    m_error = std::move(error);
    m_failed = where;
    cancel();
    handOver();
    if (m_error && !m_isJoined)
        m_report.postIdle(Loop::current());
}

void ScopeState::handOver()
{
    if (m_error && m_onFailure && !m_isJoined) {
        const Handler handler = m_onFailure; // it may be replaced, or go with the scope
        handler(std::exchange(m_error, {}));
    }
}

void ScopeState::print()
{
    if (m_error && !std::exchange(m_isPrinted, true))
        report(m_error, m_failed);
}

bool ScopeState::runs(const Frame *frame) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [frame](const auto &entry) { return entry->frame == frame; });
}

void ScopeState::showTasks(const See &see) const
{
    for (const auto &entry : m_entries)
        see(entry->frame, entry->where, owner(), entry->name);
}

/// Whoever joins takes the error; where it goes before it has done so, the others get it.
struct ScopeState::Joining
{
    explicit Joining(std::shared_ptr<ScopeState> s) : state(std::move(s))
    {
        if (std::exchange(state->m_isJoined, true)) {
            state.reset();
            throw std::logic_error("join() of a Scope is awaited while another join() of it is");
        }
    }
    Joining(Joining &&) = delete;
    ~Joining()
    {
        state->m_isJoined = false;
        if (state->m_error) {
            state->handOver();
            state->print();
        }
    }
    std::shared_ptr<ScopeState> state;
};

Task<void> ScopeState::join(std::shared_ptr<ScopeState> state)
{
    const Joining joining(state);
    if (!state->isEmpty()) {
        const Frame *frame = co_await Suspended();
        for (; frame; frame = frame->parent()) {
            if (state->runs(frame))
                throw std::logic_error("a task awaits join() of the Scope it runs in, and so its own end");
        }
    }
    while (!state->isEmpty())
        co_await state->m_changed.wait();
    if (state->m_error)
        std::rethrow_exception(std::exchange(state->m_error, {}));
}

} // namespace livebelt::async::detail
