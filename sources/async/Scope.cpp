// SPDX-License-Identifier: MIT
#include <livebelt/async/Scope.h>

#include <livebelt/async/Event.h>
#include <livebelt/async/Postbox.h>
#include <livebelt/async/ScopeList.h>

#include <QDebug>
#include <list>

namespace livebelt::async {

class Scope::State final : public std::enable_shared_from_this<Scope::State>, private detail::ScopeLink
{
public:
    ~State()
    {
        QObject::disconnect(m_contextGone);
        reportUnseen();
    }

    void bindTo(QObject *context)
    {
        const auto end = [this] { cancel(); };
        if (const auto *box = qobject_cast<const Postbox *>(context))
            m_contextGone = QObject::connect(box, &Postbox::closing, end);
        else if (context)
            m_contextGone = QObject::connect(context, &QObject::destroyed, end);
    }

    void spawn(Task<void> task, std::source_location where)
    {
        if (!task.m_frame)
            throw std::logic_error("a Task is spawned that has been given away before");
        if (m_cancelled)
            return;
        enter();
        m_entries.emplace_back(*this, std::move(task), where);
        const auto entry = std::prev(m_entries.end());
        entry->position = entry;
        const auto keepAlive = shared_from_this();
        const Loop::Slice slice(Loop::current());
        entry->task.m_frame->setCompletion(&*entry);
        entry->task.m_frame->start();
    }

    static Task<void> join(std::shared_ptr<State> state);

    void cancel()
    {
        m_cancelled = true;
        const auto keepAlive = shared_from_this();
        leave();
        std::list<Entry> entries = std::move(m_entries);
        m_entries.clear();
        for (Entry &entry : entries)
            entry.task.m_frame->setCompletion(nullptr);
        entries.clear();
        m_changed.set();
    }

    std::function<void(std::exception_ptr)> m_onFailure;
    std::exception_ptr m_error;
    Event m_changed;
    bool m_cancelled = false;
    int m_joining = 0;

    bool isEmpty() const { return m_entries.empty(); }

private:
    struct Entry final : Completion
    {
        Entry(State &s, Task<void> t, std::source_location w) : state(s), task(std::move(t)), where(w) {}
        void finished(std::exception_ptr error) noexcept override { state.finished(position, std::move(error)); }
        State &state;
        Task<void> task;
        std::source_location where; ///< of the spawn
        std::list<Entry>::iterator position;
    };

    void finished(std::list<Entry>::iterator position, std::exception_ptr error) noexcept
    {
        const auto keepAlive = shared_from_this();
        m_entries.erase(position);
        if (m_entries.empty())
            leave();
        if (error) {
            m_error = std::move(error);
            cancel();
            if (m_onFailure && m_joining == 0)
                m_onFailure(std::exchange(m_error, {}));
        }
        m_changed.set();
    }

    void showTasks(const See &see) const override
    {
        for (const Entry &entry : m_entries)
            see(entry.task.m_frame, entry.where, owner());
    }

    void reportUnseen()
    {
        if (!m_error)
            return;
        try {
            std::rethrow_exception(m_error);
        } catch (const std::exception &error) {
            qCritical("a task failed and nobody joined its scope: %s", error.what());
        } catch (...) {
            qCritical("a task failed and nobody joined its scope");
        }
    }

    std::list<Entry> m_entries;
    QMetaObject::Connection m_contextGone;
};

Scope::Scope(QObject *context) : m_state(std::make_shared<State>())
{
    m_state->bindTo(context);
}

Scope::~Scope()
{
    if (m_state)
        m_state->cancel();
}

Scope::Scope(Scope &&other) noexcept = default;

Scope &Scope::operator=(Scope &&other) noexcept
{
    Scope old(std::move(*this));
    m_state = std::move(other.m_state);
    return *this;
}

void Scope::spawn(Task<void> task, std::source_location where)
{
    m_state->spawn(std::move(task), where);
}

Task<void> Scope::join()
{
    return State::join(m_state);
}

Task<void> Scope::State::join(std::shared_ptr<State> state)
{
    struct Joining
    {
        explicit Joining(State &s) : state(s) { ++state.m_joining; }
        ~Joining() { --state.m_joining; }
        State &state;
    };
    const Joining joining(*state);
    while (!state->isEmpty())
        co_await state->m_changed.wait();
    if (state->m_error)
        std::rethrow_exception(std::exchange(state->m_error, {}));
}

void Scope::cancel()
{
    m_state->cancel();
}

void Scope::onFailure(std::function<void(std::exception_ptr)> handler)
{
    m_state->m_onFailure = std::move(handler);
}

bool Scope::isEmpty() const
{
    return m_state->isEmpty();
}

bool Scope::isCancelled() const
{
    return m_state->m_cancelled;
}

} // namespace livebelt::async
