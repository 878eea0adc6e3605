// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/MatchSteps.h"

#include "model/lists/FilteredRecordModel.h"
#include "ui/views/RecordView.h"

#include <limits>

namespace livebelt {

namespace {
constexpr quint64 behindTheNewest = std::numeric_limits<quint64>::max();
}

MatchSteps::MatchSteps(RecordView &list, QObject *parent) : QObject(parent), m_list(list) {}

void MatchSteps::go(FilteredRecordModel &matches, bool isNewer)
{
    m_step.cancel();
    m_step = m_steps.spawn(step(&matches, isNewer));
}

/// Whoever follows the newest begins with the newest match.
quint64 MatchSteps::from(bool *isNewer) const
{
    if (const quint64 chosen = m_list.currentSeq())
        return chosen;
    const auto seen = m_list.visibleRange();
    if (m_list.isFollowing() || !seen) {
        *isNewer = false;
        return behindTheNewest;
    }
    return *isNewer ? seen->first - 1 : seen->second + 1;
}

async::Task<void> MatchSteps::step(FilteredRecordModel *matches, bool isNewer)
{
    QString told;
    try {
        const quint64 begin = from(&isNewer);
        std::optional<quint64> found = co_await matches->nextMatch(begin, isNewer);
        if (!found) {
            found = co_await matches->nextMatch(isNewer ? 0 : behindTheNewest, isNewer);
            if (found)
                told = isNewer ? tr("No newer match: went round to the oldest one.")
                               : tr("No older match: went round to the newest one.");
            else
                told = tr("No record matches.");
        }
        if (found)
            m_list.goToSeq(*found);
    } catch (const std::exception &failure) {
        told = QString::fromUtf8(failure.what());
    }
    if (!told.isEmpty())
        Q_EMIT message(told);
}

} // namespace livebelt
