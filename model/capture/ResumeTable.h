// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/Sqlite.h"
#include "model/records/Record.h"

#include <span>

namespace livebelt {

/// The table "resume" of a capture: where each feed continues after what is stored, the newest value of each key. All
/// functions give SQLite result codes.
class ResumeTable
{
public:
    /// Makes the table where a capture of 0.1.0 has none.
    int prepare(SqliteConnection &database);
    /// Keeps the points of these records, in the transaction that is open. SQLITE_DONE where it worked.
    int keep(qint64 feed, std::span<const Record> records);
    int keep(qint64 feed, const ResumePoints &points);
    /// Forgets what is kept of a feed that is about to have another address. SQLITE_DONE where it worked.
    int leave(qint64 feed, QByteArrayView address);
    /// SQLITE_DONE where it worked.
    int read(QByteArrayView address, ResumePoints &points);

private:
    int keep(qint64 feed, const ResumePoint &point);
    Statement m_keep, m_read, m_leave;
};

} // namespace livebelt
