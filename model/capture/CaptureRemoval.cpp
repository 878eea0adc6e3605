// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureRemoval.h"

#include "model/capture/CaptureLock.h"
#include "model/capture/Sqlite.h"

#include <QFile>
#include <sqlite3.h>

namespace livebelt {

using namespace Qt::StringLiterals;

/// A connection can leave the WAL mode only where it is the only one.
static bool isAlone(const QString &path)
{
    SqliteConnection database;
    if (database.open(QFile::encodeName(path), SQLITE_OPEN_READWRITE) != SQLITE_OK)
        return true; // nobody else gets further with it
    int code = SQLITE_OK;
    const QByteArray mode = database.first("PRAGMA journal_mode = DELETE", code);
    return (code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED && mode != "wal";
}

bool removeCapture(const QString &path)
{
    const auto lock = CaptureLock::take(path);
    if (!lock || !isAlone(path))
        return false;
    for (const QString &part : {u"-wal"_s, u"-shm"_s})
        QFile::remove(path + part);
    return QFile::remove(path);
}

} // namespace livebelt
