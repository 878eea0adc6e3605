// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/RecordModel.h"

namespace livebelt {

/// Whether a view goes along with what comes, is paused, and what of it nobody has seen yet. A value.
class FollowState
{
public:
    bool isFollowing() const { return m_isFollowing; }
    bool isPaused() const { return m_isPaused; }
    /// True where that is a change.
    bool follow(bool on);
    /// newest: seq of the last row that stays visible.
    bool pause(bool on, quint64 newest);
    /// This record, and so all before it, has been on the screen.
    void see(quint64 seq) { m_seen = std::max(m_seen, seq); }

    /// Without those that came during the pause.
    int shownRows(const RecordModel *model) const;
    /// Rows that have come since following ended or the pause began, and were not seen yet.
    quint64 newCount(const RecordModel *model) const;
    /// The same in words, for the pill; empty where there is nothing to say.
    QString words(const RecordModel *model) const;

private:
    bool m_isFollowing = true;
    bool m_isPaused = false;
    quint64 m_pausedAt = 0;
    quint64 m_seen = 0;
};

} // namespace livebelt
