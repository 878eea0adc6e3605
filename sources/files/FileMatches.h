// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/Task.h>

#include <QString>
#include <QStringList>
#include <utility>
#include <vector>

namespace livebelt {

/// A file that a pattern matches.
struct FileMatch
{
    QString path;
    std::pair<quint64, quint64> identity; ///< device and inode
    qint64 modified = 0;                  ///< nanoseconds since 1970
    qint64 size = 0;
    bool isPutAway = false; ///< called as a log that was put away: as another match, with a number or date behind it
};

/// What a pattern matches now.
struct FileMatches
{
    std::vector<FileMatch> files; ///< by name
    QStringList noFiles;          ///< pipes, sockets and devices: a look at them could take something away
    QStringList folders;          ///< that have them, or could
};

/// Looks on a helper thread. The pattern is one of glob(7), where /** stands for any folders, however deep, and none;
/// regular files only. Safe to cancel.
async::Task<FileMatches> matchesOf(QString pattern);

/// The names a log may have had that is now called name: app.log for app.log.1, app.log-20260131.gz, app.log.gz.
QStringList formerNames(const QString &name);

} // namespace livebelt
