// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/Sqlite.h"
#include "model/records/Record.h"

#include <span>
#include <variant>

namespace livebelt {

/// Puts records into the table "records". Copies none of their texts. Many go into one statement: opening and closing
/// the table costs SQLite about as much as a row.
class RecordInsert
{
public:
    int prepare(SqliteConnection &database); ///< a SQLite result code
    /// SQLITE_DONE where all of them went in.
    int run(qint64 feed, std::span<const Record> records);

private:
    static constexpr size_t rowsAtOnce = 32;
    static int insert(Statement &statement, qint64 feed, std::span<const Record> records);

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

/// The same for what stands in the columns of a row, id and feed first, whatever reads it there.
using StoredValue = std::variant<std::monostate, qint64, double, QByteArray>;
/// Whether that may be a row of the table "records".
bool isRecord(std::span<const StoredValue> values);
/// blobs: a bit for each column that holds a blob.
Record recordOf(std::span<const StoredValue> values, quint64 blobs);

} // namespace livebelt
