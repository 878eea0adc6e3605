// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/tasks/Racers.h"
#include <livebelt/async/tasks/Actor.h>

#include <deque>

namespace livebelt::test {

/// "done", or what kind of error ended the task.
template<typename T>
Task<void> noteOutcome(Task<T> task, QString *outcome)
{
    try {
        co_await std::move(task);
        *outcome = u"done"_s;
    } catch (const ActorStopped &) {
        *outcome = u"stopped"_s;
    } catch (const MessageDropped &) {
        *outcome = u"dropped"_s;
    } catch (const std::exception &error) {
        *outcome = QString::fromUtf8(error.what());
    }
}

/// Asks, and notes how each ask ends: nothing, as long as it has not.
class Asks
{
public:
    template<typename T>
    void add(Task<T> ask)
    {
        m_scope.spawn(noteOutcome(std::move(ask), &m_outcomes.emplace_back()));
    }
    QStringList soFar() const { return QStringList(m_outcomes.begin(), m_outcomes.end()); }
    QStringList inTheEnd()
    {
        run(m_scope.join());
        return soFar();
    }

private:
    std::deque<QString> m_outcomes;
    Scope m_scope;
};

} // namespace livebelt::test
