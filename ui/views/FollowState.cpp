// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/FollowState.h"

#include "ui/theme/Format.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

namespace livebelt {

bool FollowState::follow(bool on)
{
    return std::exchange(m_isFollowing, on) != on;
}

bool FollowState::pause(bool on, quint64 newest)
{
    if (m_isPaused == on)
        return false;
    if (on)
        m_pausedAt = newest;
    m_isPaused = on;
    return true;
}

int FollowState::shownRows(const RecordModel *model) const
{
    if (!model)
        return 0;
    return m_isPaused ? model->rowAtOrBefore(m_pausedAt) + 1 : model->rowCount();
}

quint64 FollowState::newCount(const RecordModel *model) const
{
    if (!model || (m_isFollowing && !m_isPaused))
        return 0;
    const int seen = m_isPaused ? shownRows(model) : model->rowAtOrBefore(m_seen) + 1;
    return quint64(std::max(0, model->rowCount() - seen));
}

QString FollowState::words(const RecordModel *model) const
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("livebelt::RecordView", text); };
    const quint64 count = newCount(model);
    if (!m_isPaused)
        return count == 0 ? QString() : tr("%1 new").arg(format::count(count));
    if (count == 0)
        return tr("Paused: nothing captured meanwhile");
    return count == 1 ? tr("Paused: 1 record captured meanwhile")
                      : tr("Paused: %1 records captured meanwhile").arg(format::count(count));
}

} // namespace livebelt
