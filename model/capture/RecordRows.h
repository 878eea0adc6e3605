// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/RecordTable.h"
#include "model/capture/Sqlite.h"
#include "model/records/Record.h"

#include <span>

namespace livebelt {

/// Puts records into the table "records". Copies none of their texts. Many go into one statement: opening and closing
/// the table costs SQLite about as much as a row.
class RecordInsert
{
public:
    /// version: of the capture. A SQLite result code.
    int prepare(SqliteConnection &database, int version);
    /// SQLITE_DONE where all of them went in.
    int run(qint64 feed, std::span<const Record> records);

private:
    static constexpr size_t rowsAtOnce = 32;
    int insert(Statement &statement, qint64 feed, std::span<const Record> records) const;

    RecordTable m_table;
    Statement m_one;
    Statement m_many;
};

/// A query for whole records goes on with "WHERE ..." behind this.
/// version: of the capture.
QByteArray selectRecord(int version);

/// The row that a query beginning with selectRecord stands on.
Record readRecord(const Statement &row);
/// The same without copies: its texts are those of the row, until the statement goes on.
void viewRecord(const Statement &row, Record &record);
/// A record that owns its texts.
Record ownRecord(const Record &record);

/// Kinds, levels and ends are words up to version 2, and small numbers since. What is none of ours is the usual one.
RecordKind kindOf(qint64 number);
Level levelOf(qint64 number);
void setEnding(Record &record, qint64 number);
void setEnding(Record &record, QByteArrayView ending);

} // namespace livebelt
