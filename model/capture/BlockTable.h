// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/Sqlite.h"
#include "model/index/BlockFilter.h"

#include <QList>
#include <optional>

namespace livebelt {

/// The index of a capture: its table "blocks", which has one row for every 4,096 records of a feed, as far as somebody
/// has made them. Captures without one, and those of earlier versions, are as good, and slower to search.
/// Results are SQLite's codes.
class BlockTable
{
public:
    /// Makes the table where there is none, or one of another format.
    static int create(SqliteConnection &database);
    /// SQLITE_OK and nothing to be read where there is no table, or one of another format.
    int prepareReading(SqliteConnection &database);
    int prepareWriting(SqliteConnection &database);
    bool isReady() const { return m_isReady; }

    /// The block that begins with that record; nothing where it is not in the table. facts refers to the row until the
    /// next call, or letGo(). SQLITE_ROW where there is one, SQLITE_DONE where there is none.
    int facts(qint64 feed, quint64 firstSeq, BlockFilter::Facts &facts, quint64 &lastSeq);
    void letGo() { m_facts.reset(); }
    /// All of it.
    int read(qint64 feed, quint64 firstSeq, std::optional<Block> &block);
    /// Shows the blocks between these seqs, in order, with the summaries of those that have something in times.
    int walk(qint64 feed, quint64 firstSeq, quint64 lastSeq, BlockRange times,
             const std::function<void(quint64 firstSeq, BlockRange times, QByteArrayView summary)> &visit);
    /// For those who write: whether there is a row for the block that begins with that record.
    int has(qint64 feed, quint64 firstSeq, bool &isThere);
    int append(qint64 feed, const Block &block);

private:
    Statement m_facts, m_whole, m_walk, m_has, m_insert;
    bool m_isReady = false;
};

} // namespace livebelt
