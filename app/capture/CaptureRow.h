// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/CaptureFolder.h"
#include "app/capture/HistoryLimits.h"
#include "model/capture/CaptureLock.h"
#include "model/capture/CaptureWriter.h"

#include <memory>
#include <set>

namespace livebelt {

/// The row of captures in a folder, as the one who writes it sees it: which file comes next, what a feed brings along
/// from those before, and which files go. One at a time for a folder, in all processes. Writer thread.
class CaptureRow
{
public:
    /// Makes the folder where there is none. Puts right what a crash has left. Fails where another Livebelt writes
    /// there.
    static Result<std::unique_ptr<CaptureRow>> open(const QString &folder, HistoryLimits limits);
    ~CaptureRow();
    Q_DISABLE_COPY_MOVE(CaptureRow)

    /// The file that was written last, where it is of today, not full and was closed in good order; else a new one.
    QString firstFile() const;
    QString newFile() const;
    /// Whether the file that is written should have a successor.
    bool isDue(const QString &path) const;

    struct Before
    {
        FeedOrigin origin;        ///< its resume points are in that file
        qint64 lastTime = noTime; ///< arrival of its newest record
        bool wasOpen = false;     ///< when the last file was written
        qint64 closed = noTime;   ///< since when nothing of it is recorded
    };
    /// Of the feed with that address; an origin of 0 where there is none.
    Before before(const QString &address) const;

    /// Another file is written now.
    void begun();
    /// Deletes what is beyond the limits, but not the file at current, and none that somebody has open. Called now and
    /// then.
    void keepToLimits(const QString &current);
    HistoryState state() const { return m_state; }
    void setLimits(const HistoryLimits &limits);

private:
    CaptureRow(const QString &folder, HistoryLimits limits, CaptureLock lock);
    void putRight();
    bool goesOn(const CaptureFile &file) const;
    bool mayGo(const CaptureFile &oldest);
    void look();

    CaptureLock m_lock;
    HistoryLimits m_limits;
    CaptureFolder m_folder;
    QDate m_day; ///< on which the file that is written was begun
    HistoryState m_state;
    std::set<qint64> m_openBefore; ///< the feeds of the file that was written last before this start
    qint64 m_closed = noTime;      ///< the newest record then
};

} // namespace livebelt
