// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/BlockTable.h"

#include <sqlite3.h>

namespace livebelt {

namespace {

/// Of what the blobs hold: of another one nothing is read, and it is made anew.
constexpr const char *format = "2";

constexpr const char *schema = R"(
BEGIN IMMEDIATE;
DROP TABLE IF EXISTS blocks;
CREATE TABLE blocks (                   -- what searches and plots need not read the records for; may be dropped
  id INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL,
  first INTEGER NOT NULL,               -- seq of the first and the last of 4096 records
  last INTEGER NOT NULL,
  first_id INTEGER NOT NULL,            -- and id of their rows
  last_id INTEGER NOT NULL,
  first_received INTEGER NOT NULL,
  last_received INTEGER NOT NULL,
  first_time INTEGER NOT NULL,          -- the source's where there is one, else the arrival: the earliest
  last_time INTEGER NOT NULL,           -- and the latest
  levels INTEGER NOT NULL,              -- bit 0: some record has no level, 1: trace, ... 6: fatal
  kinds INTEGER NOT NULL,               -- bit 0: message, 1: measurement, ... 4: notice
  checksum INTEGER NOT NULL,
  summary BLOB NOT NULL,                -- counts and numbers
  marks BLOB NOT NULL,                  -- Bloom filters of numbers in, and of all three bytes in a row of,
  grams BLOB NOT NULL                   -- texts, subjects and values of fields
);
CREATE UNIQUE INDEX blocks_of_feed ON blocks (feed, first);
INSERT OR REPLACE INTO meta VALUES ('index', ')";

} // namespace

int BlockTable::create(SqliteConnection &database)
{
    int code = SQLITE_OK;
    const QByteArray known = database.first("SELECT value FROM meta WHERE key = 'index'", code);
    if (code == SQLITE_ROW && known == format) {
        const bool isThere =
            database.first("SELECT 1 FROM sqlite_schema WHERE name = 'blocks' AND type = 'table'", code) == "1";
        if (isThere)
            return SQLITE_OK;
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return code;
    code = database.run((QByteArray(schema) + format + "'); COMMIT;").constData());
    if (code != SQLITE_OK && sqlite3_get_autocommit(database.handle()) == 0)
        database.run("ROLLBACK");
    return code;
}

int BlockTable::prepareReading(SqliteConnection &database)
{
    m_isReady = false;
    int code = SQLITE_OK;
    const QByteArray known = database.first("SELECT value FROM meta WHERE key = 'index'", code);
    if (code == SQLITE_DONE || (code == SQLITE_ROW && known != format))
        return SQLITE_OK;
    if (code != SQLITE_ROW)
        return code;
    // A view in the place of the table, or other columns, are none of ours.
    if (database.first("SELECT 1 FROM sqlite_schema WHERE name = 'blocks' AND type = 'table'", code) != "1")
        return SQLITE_OK;
    code =
        database.prepare(m_facts, "SELECT last, levels, kinds, first_received, last_received, first_time, last_time, "
                                  "marks, grams FROM blocks WHERE feed = ?1 AND first = ?2");
    if (code == SQLITE_OK) {
        code = database.prepare(m_whole, "SELECT last, levels, kinds, first_received, last_received, first_time, "
                                         "last_time, marks, grams, first_id, last_id, checksum, summary FROM blocks "
                                         "WHERE feed = ?1 AND first = ?2");
    }
    if (code == SQLITE_OK) { // of the others what is large is not even read
        code = database.prepare(m_walk, "SELECT first, last, first_time, last_time, CASE WHEN last_time >= ?4 AND "
                                        "first_time <= ?5 THEN summary END FROM blocks WHERE feed = ?1 AND "
                                        "first BETWEEN ?2 AND ?3 ORDER BY first");
    }
    m_isReady = code == SQLITE_OK;
    return code == SQLITE_ERROR ? SQLITE_OK : code;
}

int BlockTable::prepareWriting(SqliteConnection &database)
{
    int code = database.prepare(m_has, "SELECT 1 FROM blocks WHERE feed = ?1 AND first = ?2");
    if (code == SQLITE_OK) {
        code = database.prepare(m_insert, "INSERT OR REPLACE INTO blocks (feed, first, last, first_id, last_id, "
                                          "first_received, last_received, first_time, last_time, levels, kinds, "
                                          "checksum, summary, marks, grams) "
                                          "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    }
    return code;
}

namespace {

void readFacts(const Statement &row, BlockFilter::Facts &facts, quint64 &lastSeq)
{
    lastSeq = quint64(row.number(0));
    facts.levels = quint8(row.number(1));
    facts.kinds = quint8(row.number(2));
    facts.received = {row.number(3), row.number(4)};
    facts.times = {row.number(5), row.number(6)};
    facts.marks = row.view(7);
    facts.grams = row.view(8);
}

bool isBlock(quint64 firstSeq, quint64 lastSeq)
{
    return lastSeq == firstSeq + blockRecords - 1;
}

} // namespace

int BlockTable::facts(qint64 feed, quint64 firstSeq, BlockFilter::Facts &facts, quint64 &lastSeq)
{
    if (!m_isReady)
        return SQLITE_DONE;
    m_facts.reset();
    m_facts.bind(1, feed);
    m_facts.bind(2, firstSeq);
    const int code = m_facts.step();
    if (code == SQLITE_ROW)
        readFacts(m_facts, facts, lastSeq);
    return code == SQLITE_ROW && !isBlock(firstSeq, lastSeq) ? SQLITE_DONE : code;
}

int BlockTable::read(qint64 feed, quint64 firstSeq, std::optional<Block> &block)
{
    block.reset();
    if (!m_isReady)
        return SQLITE_DONE;
    StatementReset reset(m_whole);
    m_whole.bind(1, feed);
    m_whole.bind(2, firstSeq);
    const int code = m_whole.step();
    if (code != SQLITE_ROW)
        return code;
    Block found;
    BlockFilter::Facts facts;
    readFacts(m_whole, facts, found.lastSeq);
    auto summary = BlockSummary::decoded(m_whole.bytes(12));
    if (!isBlock(firstSeq, found.lastSeq) || !summary)
        return SQLITE_DONE;
    found.firstSeq = firstSeq;
    found.levels = facts.levels;
    found.kinds = facts.kinds;
    found.received = facts.received;
    found.times = facts.times;
    found.marks = facts.marks.toByteArray();
    found.grams = facts.grams.toByteArray();
    found.ids = {m_whole.number(9), m_whole.number(10)};
    found.checksum = quint64(m_whole.number(11));
    found.summary = *std::move(summary);
    block = std::move(found);
    return SQLITE_ROW;
}

int BlockTable::walk(qint64 feed, quint64 firstSeq, quint64 lastSeq, BlockRange times,
                     const std::function<void(quint64 firstSeq, BlockRange times, QByteArrayView summary)> &visit)
{
    if (!m_isReady || lastSeq < firstSeq)
        return SQLITE_DONE;
    StatementReset reset(m_walk);
    m_walk.bind(1, feed);
    m_walk.bind(2, firstSeq);
    m_walk.bind(3, lastSeq);
    m_walk.bind(4, times.least);
    m_walk.bind(5, times.most);
    int code = SQLITE_OK;
    while ((code = m_walk.step()) == SQLITE_ROW) {
        const quint64 first = quint64(m_walk.number(0)), last = quint64(m_walk.number(1));
        if (isBlock(first, last) && last <= lastSeq && (first - 1) % blockRecords == 0)
            visit(first, {m_walk.number(2), m_walk.number(3)}, m_walk.view(4));
    }
    return code;
}

int BlockTable::has(qint64 feed, quint64 firstSeq, bool &isThere)
{
    StatementReset reset(m_has);
    m_has.bind(1, feed);
    m_has.bind(2, firstSeq);
    const int code = m_has.step();
    isThere = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

int BlockTable::append(qint64 feed, const Block &block)
{
    const QByteArray summary = block.summary.encoded();
    m_insert.bind(1, feed);
    m_insert.bind(2, block.firstSeq);
    m_insert.bind(3, block.lastSeq);
    m_insert.bind(4, block.ids.least);
    m_insert.bind(5, block.ids.most);
    m_insert.bind(6, block.received.least);
    m_insert.bind(7, block.received.most);
    m_insert.bind(8, block.times.least);
    m_insert.bind(9, block.times.most);
    m_insert.bind(10, qint64(block.levels));
    m_insert.bind(11, qint64(block.kinds));
    m_insert.bind(12, block.checksum);
    m_insert.bindBlob(13, summary);
    m_insert.bindBlob(14, block.marks);
    m_insert.bindBlob(15, block.grams);
    return m_insert.run();
}

} // namespace livebelt
