// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Event.h>
#include <livebelt/async/ScopeList.h>
#include <livebelt/async/Sleepers.h>
#include <livebelt/async/Task.h>

#include <QByteArray>
#include <QObject>
#include <functional>
#include <list>
#include <memory>
#include <stop_token>

namespace livebelt::async {

class Scope;

namespace detail {

class ScopeState;

/// A task of a scope. Shared by the scope, up to its end, and by its handle (Spawned), if somebody has that.
struct ScopeEntry final : Completion
{
    ScopeEntry(TaskPromiseBase *f, QByteArray n, std::source_location w) : frame(f), name(std::move(n)), where(w) {}
    ScopeEntry(ScopeEntry &&) = delete;
    ~ScopeEntry() { Frame::release(frame); }

    void finished(std::exception_ptr e) noexcept override;
    /// Destroys the task.
    void cancel();
    /// Its handle is no more: an error nobody has asked for is the scope's.
    void letGo();
    /// With the end of the task nothing is left but its result, or its error, for the handle.
    void end();

    using List = std::list<std::shared_ptr<ScopeEntry>, PoolAllocator<std::shared_ptr<ScopeEntry>>>;

    TaskPromiseBase *frame; ///< as long as it runs, and has a result that somebody may want
    QByteArray name;
    std::source_location where; ///< of the spawn
    std::weak_ptr<ScopeState> scope;
    List::iterator place; ///< in the scope, until isDone
    std::exception_ptr error;
    Waiter *waiter = nullptr; ///< who awaits the handle
    bool isHeld = true;
    bool isDone = false;
    bool isCancelled = false;
};

/// What a Scope shares with those that wait for its end.
class ScopeState final : public std::enable_shared_from_this<ScopeState>, private ScopeLink
{
public:
    using Handler = std::function<void(std::exception_ptr)>;

    ScopeState();
    ~ScopeState();
    void bindTo(QObject *context);

    /// The task is the callee's.
    std::shared_ptr<ScopeEntry> spawn(TaskPromiseBase *frame, QByteArray name, std::source_location where);
    static Task<void> join(std::shared_ptr<ScopeState> state);
    void cancel();
    void cancelOn(std::stop_token token);
    std::stop_token stopToken();
    void onFailure(Handler handler);
    /// Of connections that end with the scope; null once it has ended.
    QObject *context();

    bool isEmpty() const { return m_entries.empty(); }
    bool isCancelled() const { return m_isCancelled; }

private:
    friend struct ScopeEntry;
    struct Joining;
    /// Prints an error that nobody has taken by the time the event loop has nothing better to do.
    struct Report final : Wake
    {
        explicit Report(ScopeState &s) : Wake(&fire), state(s) {}
        static void fire(Wake &wake) { static_cast<Report &>(wake).state.print(); }
        ScopeState &state;
    };

    void remove(ScopeEntry &entry);
    void fail(std::exception_ptr error, std::source_location where);
    void handOver();
    void print();
    bool runs(const Frame *frame) const;
    void showTasks(const See &see) const override;

    ScopeEntry::List m_entries;
    Event m_changed;
    Handler m_onFailure;
    std::exception_ptr m_error; ///< the first one, until somebody takes it
    std::source_location m_failed;
    Report m_report{*this};
    std::optional<std::stop_source> m_stop;
    std::unique_ptr<Scope> m_watch; ///< has the task that waits for a stop token
    std::unique_ptr<QObject> m_context;
    QMetaObject::Connection m_contextGone;
    QMetaObject::Connection m_membersGone;
    bool m_isCancelled = false;
    bool m_hasFailed = false;
    bool m_isPrinted = false;
    bool m_isJoined = false;
};

} // namespace detail
} // namespace livebelt::async
