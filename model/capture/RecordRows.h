// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/Sqlite.h"
#include "model/records/Record.h"

namespace livebelt {

/// Puts records into the table "records". Copies none of their texts.
class RecordInsert
{
public:
    int prepare(SqliteConnection &database);    ///< a SQLite result code
    int run(qint64 feed, const Record &record); ///< SQLITE_DONE where it worked

private:
    Statement m_insert;
};

/// A query for whole records goes on with "WHERE ..." behind this.
inline constexpr const char *selectRecord =
    "SELECT seq, received, time, kind, subject, text, value, unit, fields, raw FROM records ";

/// The row that a query beginning with selectRecord stands on.
Record readRecord(const Statement &row);

} // namespace livebelt
