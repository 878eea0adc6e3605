// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Frame.h>

#include <QByteArray>
#include <functional>

namespace livebelt::async {

class Loop;

namespace detail {

/// A thread's scopes that have tasks, for liveTasks(): a link of their list, which the thread's Loop holds and,
/// at its end, takes apart. On the thread where the tasks are.
class ScopeLink
{
public:
    using See = std::function<void(Frame *task, std::source_location started, Frame *owner, const QByteArray &name)>;

    ScopeLink(const ScopeLink &) = delete;
    ScopeLink &operator=(const ScopeLink &) = delete;

    /// Shows each task of each scope of this thread.
    static void forEach(const See &see);
    /// Takes it out of its list.
    void leave();

protected:
    ScopeLink() = default;
    ~ScopeLink() { leave(); }
    virtual void showTasks(const See &see) const = 0;
    void enter();
    /// The coroutine that spawned the first of the tasks there are; null where that was none.
    Frame *owner() const { return m_owner; }

private:
    ScopeLink *m_previous = nullptr;
    ScopeLink *m_next = nullptr;
    Frame *m_owner = nullptr;
    Loop *m_loop = nullptr; ///< in whose list it is
};

} // namespace detail
} // namespace livebelt::async
