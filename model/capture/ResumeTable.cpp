// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/ResumeTable.h"

#include <sqlite3.h>
#include <unordered_set>

namespace livebelt {

namespace {

struct HashView
{
    size_t operator()(QByteArrayView key) const { return qHash(key); }
};

constexpr const char *resumeTable = R"(
CREATE TABLE IF NOT EXISTS resume (     -- where a feed goes on after the records that are stored
  feed INTEGER NOT NULL REFERENCES feeds (id),
  key BLOB NOT NULL,                    -- a file, a channel; empty where the feed has one part only
  value BLOB NOT NULL,                  -- an offset, an event id
  PRIMARY KEY (feed, key)
) WITHOUT ROWID;)";

} // namespace

int ResumeTable::prepare(SqliteConnection &database)
{
    int code = database.run(resumeTable);
    if (code == SQLITE_OK)
        code = database.prepare(m_keep, "INSERT OR REPLACE INTO resume (feed, key, value) "
                                        "VALUES (?1, coalesce(?2, x''), coalesce(?3, x''))");
    if (code == SQLITE_OK)
        code = database.prepare(m_read, "SELECT key, value FROM resume "
                                        "WHERE feed = (SELECT id FROM feeds WHERE address = ?1)");
    if (code == SQLITE_OK)
        code = database.prepare(m_leave, "DELETE FROM resume WHERE feed = ?1 "
                                         "AND NOT EXISTS (SELECT 1 FROM feeds WHERE id = ?1 AND address = ?2)");
    return code;
}

int ResumeTable::leave(qint64 feed, QByteArrayView address)
{
    m_leave.bind(1, feed);
    m_leave.bindText(2, address);
    return m_leave.run();
}

int ResumeTable::keep(qint64 feed, std::span<const Record> records)
{
    std::unordered_set<QByteArrayView, HashView> kept;
    const ResumePoint *last = nullptr;
    for (auto record = records.rbegin(); record != records.rend(); ++record) {
        const ResumePoint *point = record->resume.get();
        if (!point || point == last || !kept.insert(point->key).second)
            continue;
        last = point;
        if (const int code = keep(feed, *point); code != SQLITE_DONE)
            return code;
    }
    return SQLITE_DONE;
}

int ResumeTable::keep(qint64 feed, const ResumePoints &points)
{
    int code = SQLITE_DONE;
    for (auto point = points.begin(); point != points.end() && code == SQLITE_DONE; ++point)
        code = keep(feed, *point);
    return code;
}

int ResumeTable::keep(qint64 feed, const ResumePoint &point)
{
    m_keep.bind(1, feed);
    m_keep.bindBlob(2, point.key);
    m_keep.bindBlob(3, point.value);
    return m_keep.run();
}

int ResumeTable::read(QByteArrayView address, ResumePoints &points)
{
    const StatementReset reset(m_read);
    m_read.bindText(1, address);
    int code = SQLITE_DONE;
    while ((code = m_read.step()) == SQLITE_ROW)
        points.push_back({m_read.bytes(0), m_read.bytes(1)});
    return code;
}

} // namespace livebelt
