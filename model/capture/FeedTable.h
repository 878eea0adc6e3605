// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/FeedInfo.h"
#include "model/capture/RecordTable.h"
#include "model/capture/Sqlite.h"

#include <QList>
#include <unordered_map>

namespace livebelt {

/// How far a feed has come, and its books.
struct FeedBooks
{
    qint64 created = 0;  ///< FeedInfo::created
    quint64 end = 0;     ///< the newest seq stored
    quint64 durable = 0; ///< the newest seq that survives a power cut
    FeedCounters counters;
};

/// The table "feeds" of a capture, as its writer sees it. All functions give SQLite result codes.
class FeedTable
{
public:
    int prepare(SqliteConnection &database, int version);
    int read(std::unordered_map<qint64, FeedBooks> &feeds); ///< SQLITE_DONE where it worked
    /// SQLITE_ROW and the id, or SQLITE_DONE where there is none.
    int find(QByteArrayView address, qint64 &id);
    /// SQLITE_DONE. Of books, when it was created and its end are stored; that it was created is made up where it is 0.
    int add(QByteArrayView name, QByteArrayView address, QByteArrayView kind, FeedBooks &books, qint64 &id);
    int rename(qint64 id, QByteArrayView name, QByteArrayView address); ///< SQLITE_DONE
    int update(qint64 id, const FeedBooks &feed);                       ///< SQLITE_DONE

private:
    RecordTable m_records;
    SqliteConnection *m_database = nullptr;
    Statement m_update;
};

} // namespace livebelt
