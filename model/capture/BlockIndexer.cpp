// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/BlockIndexer.h"

#include "model/capture/CaptureFailure.h"
#include "model/capture/CaptureSchema.h"

#include <QFile>
#include <sqlite3.h>
#include <thread>

namespace livebelt {

namespace {

constexpr int shortestWait = 200; ///< microseconds
constexpr int mostWaits = 10'000; ///< then it is tried again later

/// The writer's transactions are short, and so are the gaps between them where much comes: SQLite's own way to wait,
/// for longer and longer, meets none.
int waitForGap(void *, int count)
{
    std::this_thread::sleep_for(std::chrono::microseconds(shortestWait));
    return count < mostWaits;
}

} // namespace

Result<std::unique_ptr<BlockIndexer>> BlockIndexer::open(const QString &path)
{
    std::unique_ptr<BlockIndexer> indexer(new BlockIndexer(path));
    if (auto started = indexer->start(); !started)
        return Failure{started.error()};
    return indexer;
}

BlockIndexer::BlockIndexer(QString path) : m_path(std::move(path)) {}

BlockIndexer::~BlockIndexer()
{
    m_scan.letGo();
}

Result<void> BlockIndexer::start()
{
    int code = m_database.open(QFile::encodeName(m_path), SQLITE_OPEN_READWRITE);
    if (code != SQLITE_OK)
        return failure(code);
    sqlite3_busy_handler(m_database.handle(), waitForGap, nullptr);
    // The writer decides when the -wal file is moved into the capture.
    sqlite3_wal_autocheckpoint(m_database.handle(), 0);
    sqlite3_db_config(m_database.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    m_database.run("PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY");
    const auto version = checkSchema(m_database, m_path, CaptureUse::Writing);
    if (!version)
        return Failure{version.error()};
    if (*version == 0)
        return noDatabase(m_path);
    const RecordTable table(*version);
    code = BlockTable::create(m_database);
    if (code == SQLITE_OK)
        code = m_table.prepareWriting(m_database);
    if (code == SQLITE_OK)
        code = m_database.prepare(m_ends, ("SELECT id, " + table.last(table.seq(), "feeds.id") + ", " +
                                           table.first(table.seq(), "feeds.id") + " FROM feeds")
                                              .constData());
    if (code == SQLITE_OK)
        code = m_scan.prepare(m_database, *version);
    return code == SQLITE_OK ? Result<void>() : failure(code);
}

Result<bool> BlockIndexer::step()
{
    std::vector<Ends> feeds;
    int code = ends(feeds);
    bool isMade = false;
    for (const Ends &of : feeds) {
        const quint64 complete = of.last / blockRecords;
        const auto progress = m_progress.try_emplace(of.feed, Progress{complete, complete}).first;
        if (code == SQLITE_OK && !isMade)
            code = goOn(of, progress->second, isMade);
    }
    return code == SQLITE_OK ? Result<bool>(isMade) : failure(code);
}

int BlockIndexer::goOn(const Ends &ends, Progress &progress, bool &isMade)
{
    const quint64 complete = ends.last / blockRecords;
    const quint64 least = ends.first == 0 ? 0 : (ends.first - 1 + blockRecords - 1) / blockRecords; // captures before
    while (!isMade && (progress.top < complete || progress.below > least)) {
        const bool isNew = progress.top < complete;
        const quint64 firstSeq = (isNew ? progress.top : progress.below - 1) * blockRecords + 1;
        bool isThere = false;
        int code = m_table.has(ends.feed, firstSeq, isThere);
        if (code == SQLITE_OK && !isThere)
            code = make(ends.feed, firstSeq, isMade);
        if (code != SQLITE_OK && (code & 0xff) != SQLITE_CORRUPT)
            return code;
        isNew ? ++progress.top : --progress.below;
    }
    return SQLITE_OK;
}

int BlockIndexer::ends(std::vector<Ends> &feeds)
{
    StatementReset reset(m_ends);
    int code = SQLITE_OK;
    while ((code = m_ends.step()) == SQLITE_ROW)
        feeds.push_back({m_ends.number(0), quint64(m_ends.number(1)), quint64(m_ends.number(2))});
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

int BlockIndexer::make(qint64 feed, quint64 firstSeq, bool &isMade)
{
    BlockBuilder builder;
    std::swap(builder, m_builder); // what breaks off leaves nothing behind
    quint64 expected = firstSeq;
    static const RecordQuestion everything;
    const auto look = [&](const Record &record) {
        const bool isIt = record.seq == expected++;
        if (isIt)
            builder.add(record);
        return isIt;
    };
    int code = m_scan.scan(feed, firstSeq, firstSeq + blockRecords - 1, everything, look);
    if (code != SQLITE_DONE)
        return code;
    if (builder.count() != blockRecords)
        return SQLITE_CORRUPT; // records in the middle are missing
    Block block = builder.take();
    block.ids = {m_scan.rowOf(feed, block.firstSeq), m_scan.rowOf(feed, block.lastSeq)};
    std::swap(builder, m_builder);
    code = m_table.append(feed, block);
    isMade = code == SQLITE_DONE;
    return isMade ? SQLITE_OK : code;
}

void BlockIndexer::leave()
{
    sqlite3_db_config(m_database.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    sqlite3_wal_checkpoint_v2(m_database.handle(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

bool BlockIndexer::isAstray() const
{
    int isMoved = 0;
    return sqlite3_file_control(m_database.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &isMoved) == SQLITE_OK && isMoved;
}

Failure BlockIndexer::failure(int code) const
{
    return captureFailure(code, m_path, CaptureUse::Writing);
}

} // namespace livebelt
