// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/MatchFunction.h"
#include "model/capture/RecordTable.h"
#include "model/records/Record.h"

#include <functional>
#include <map>

namespace livebelt {

/// Goes over the records of one feed of a capture for those that are wanted. Of the others it fetches only what the
/// filter looks at, in the order of the table where the feed lies there in one piece or nearly so. All codes are
/// SQLite's; SQLITE_DONE where it came to the end, or was told to stop. Must outlive the connection; its thread.
class RecordScan
{
public:
    int prepare(SqliteConnection &database, int version);
    /// Shows the records to visit, in order, until it says no. What it is shown is there only while it looks.
    int scan(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
             const std::function<bool(const Record &)> &visit);
    /// Appends their seqs, ascending.
    int find(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
             std::vector<quint64> &seqs);
    /// id of a record's row; 0 where there is none.
    qint64 rowOf(qint64 feed, quint64 seq);
    /// Once the connection closes.
    void letGo();

private:
    enum class Columns { All, Seq };
    int begin(Statement *&statement, qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
              Columns columns);

    SqliteConnection *m_database = nullptr;
    int m_version = 0;
    RecordTable m_table;
    MatchFunction m_function;
    Statement m_rowOf;
    std::map<quint32, Statement> m_statements; ///< by what is fetched, by which columns it is matched, in which order
};

} // namespace livebelt
