// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/MarkFile.h"

#include "model/capture/OwnersOnly.h"
#include "model/capture/Sqlite.h"

#include <QDir>
#include <QFileInfo>
#include <sqlite3.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t mostMarks = 1'000'000; ///< a file with more is not one of a person's

Failure failure(const QString &path, SqliteConnection &database)
{
    const QString why = database.handle() ? QString::fromUtf8(sqlite3_errmsg(database.handle())) : u"no memory"_s;
    return Failure{
        u"The marks in %1 cannot be used (%2): look at its rights, or move it away to begin anew"_s.arg(path, why)};
}

bool open(SqliteConnection &database, const QString &path, int flags)
{
    if (database.open(path.toUtf8(), flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW) != SQLITE_OK)
        return false;
    database.distrust();
    return sqlite3_busy_timeout(database.handle(), 2000) == SQLITE_OK;
}

} // namespace

QString MarkFile::besides(const QString &capture)
{
    const QFileInfo info(capture);
    const bool isFolder = info.isDir() || capture.endsWith(u'/');
    return QDir::cleanPath(isFolder ? capture : info.path()) + "/marks.db"_L1;
}

Result<std::map<qint64, FeedMarks>> MarkFile::read() const
{
    std::map<qint64, FeedMarks> all;
    if (!QFileInfo::exists(m_path))
        return all;
    SqliteConnection database;
    Statement rows;
    if (!open(database, m_path, SQLITE_OPEN_READONLY) ||
        database.prepare(rows, "SELECT feed, seq, note FROM marks LIMIT 1000000") != SQLITE_OK)
        return failure(m_path, database);
    size_t count = 0;
    int code = SQLITE_ROW;
    for (code = rows.step(); code == SQLITE_ROW && count < mostMarks; code = rows.step(), ++count)
        all[rows.number(0)][quint64(rows.number(1))] = QString::fromUtf8(rows.view(2));
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        return failure(m_path, database);
    return all;
}

Result<void> MarkFile::set(qint64 feed, quint64 seq, const std::optional<QString> &note) const
{
    makeOwnersFile(m_path);
    SqliteConnection database;
    Statement change;
    constexpr const char *make = "CREATE TABLE IF NOT EXISTS marks(feed INTEGER NOT NULL, seq INTEGER NOT NULL, "
                                 "note TEXT, PRIMARY KEY(feed, seq)) WITHOUT ROWID";
    const char *sql =
        note ? "INSERT OR REPLACE INTO marks VALUES(?1, ?2, ?3)" : "DELETE FROM marks WHERE feed = ?1 AND seq = ?2";
    if (!open(database, m_path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) || database.run(make) != SQLITE_OK ||
        database.prepare(change, sql) != SQLITE_OK)
        return failure(m_path, database);
    const QByteArray text = note.value_or(QString()).toUtf8();
    change.bind(1, feed);
    change.bind(2, seq);
    if (note)
        change.bindText(3, text);
    if (change.run() != SQLITE_DONE)
        return failure(m_path, database);
    return {};
}

} // namespace livebelt
