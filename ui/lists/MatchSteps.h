// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/Scope.h>

#include <QObject>

namespace livebelt {

class FilteredRecordModel;
class RecordView;

/// Goes from match to match in a list that shows everything, over the whole history, and round from one end to the
/// other. The list must outlive it.
class MatchSteps final : public QObject
{
    Q_OBJECT

public:
    explicit MatchSteps(RecordView &list, QObject *parent = nullptr);

    /// Chooses the next match from what is chosen, else from what is on the screen. A step that is under way is given
    /// up. matches stays until that is done, or stop().
    void go(FilteredRecordModel &matches, bool isNewer);
    void stop() { m_step.cancel(); }

Q_SIGNALS:
    void message(const QString &sentence); ///< where it went round, or there is none

private:
    quint64 from(bool *isNewer) const;
    async::Task<void> step(FilteredRecordModel *matches, bool isNewer);

    RecordView &m_list;
    async::Spawned<void> m_step;
    async::Scope m_steps; ///< last: its task uses the rest
};

} // namespace livebelt
