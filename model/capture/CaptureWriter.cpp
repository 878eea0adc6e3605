// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureWriter.h"

#include "model/capture/CaptureFailure.h"
#include "model/capture/CaptureSchema.h"
#include "model/capture/OwnersOnly.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <sqlite3.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int walPagesBeforeCheckpoint = 16 * 1024 * 1024 / 4096;

int countWalPages(void *pages, sqlite3 *, const char *, int count)
{
    *static_cast<int *>(pages) = count;
    return SQLITE_OK;
}

/// One name for one file, whatever links lead to it: the lock stands beside the file itself.
QString realPath(const QString &path)
{
    const QFileInfo file(path);
    if (file.exists())
        return file.canonicalFilePath();
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? file.absoluteFilePath() : folder + u'/' + file.fileName();
}

} // namespace

Result<std::unique_ptr<CaptureWriter>> CaptureWriter::open(const QString &path, const CaptureOptions &options)
{
    if (QFileInfo(path).isDir())
        return Failure{u"“%1” is a folder: give the capture the name of a file in it."_s.arg(path)};
    if (const QFileInfo file(path); file.exists() && !file.isFile())
        return Failure{u"“%1” is a device or the like, and no file: give the capture another name."_s.arg(path)};
    auto lock = CaptureLock::take(realPath(path));
    if (!lock)
        return Failure{lock.error()};
    std::unique_ptr<CaptureWriter> writer(new CaptureWriter(path, *std::move(lock)));
    if (auto started = writer->start(options); !started)
        return Failure{started.error()};
    return writer;
}

CaptureWriter::CaptureWriter(QString path, CaptureLock lock) : m_path(std::move(path)), m_lock(std::move(lock)) {}

CaptureWriter::~CaptureWriter()
{
    // Whoever wants to know whether it worked calls close() himself; what is committed is safe in the -wal file too.
    static_cast<void>(close());
}

Result<void> CaptureWriter::start(const CaptureOptions &options)
{
    m_full = options.synchronous == CaptureOptions::Synchronous::Full;
    makeOwnersFile(m_path); // SQLite gives its other files the mode of this one
    for (const QString &other : {u"-wal"_s, u"-shm"_s})
        keepToOwner(realPath(m_path) + other);
    int code = m_database.open(QFile::encodeName(m_path), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (code != SQLITE_OK)
        return failure(code);
    sqlite3 *const handle = m_database.handle();
    m_database.distrust();
    // Only a program that is none of ours, such as sqlite3, can make us wait: not for ever.
    sqlite3_busy_timeout(handle, 5000);
    const auto known = checkSchema(m_database, m_path, CaptureUse::Writing);
    if (!known)
        return Failure{known.error()};
    if (sqlite3_db_readonly(handle, "main") == 1)
        return failure(SQLITE_READONLY);
    const QByteArray mode = m_database.first("PRAGMA journal_mode = WAL", code);
    if (code != SQLITE_ROW)
        return failure(code);
    if (mode != "wal") {
        return Failure{
            u"A capture cannot be kept at “%1”: record to a folder on a disk of this machine."_s.arg(m_path)};
    }
    m_database.run(m_full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    m_database.run("PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY");
    sqlite3_wal_hook(handle, countWalPages, &m_walPages); // in place of SQLite's own checkpoints
    code = updateSchema(m_database, *known);
    if (code == SQLITE_OK)
        code = prepare(versionAfterUpdate(*known));
    return code == SQLITE_OK ? Result<void>() : failure(code == SQLITE_ERROR ? SQLITE_CORRUPT : code);
}

int CaptureWriter::prepare(int version)
{
    int code = m_database.prepare(m_begin, "BEGIN IMMEDIATE");
    if (code == SQLITE_OK)
        code = m_database.prepare(m_commit, "COMMIT");
    if (code == SQLITE_OK)
        code = m_insert.prepare(m_database, version);
    if (code == SQLITE_OK)
        code = m_table.prepare(m_database, version);
    if (code == SQLITE_OK)
        code = m_resume.prepare(m_database);
    if (code == SQLITE_OK)
        code = m_table.read(m_feeds);
    if (code != SQLITE_DONE)
        return code;
    const bool allDurable = std::all_of(m_feeds.begin(), m_feeds.end(), [](const auto &idAndFeed) {
        return idAndFeed.second.durable == idAndFeed.second.end;
    });
    // Otherwise left by a writer with synchronous = NORMAL: what has come through until now is made safe here.
    return allDurable ? SQLITE_OK : checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

Result<qint64> CaptureWriter::addFeed(const QString &name, const QString &address, const QString &kind,
                                      const FeedOrigin &origin)
{
    const QByteArray utf8Address = address.toUtf8();
    qint64 id = 0;
    int code = m_table.find(utf8Address, id);
    if (code == SQLITE_ROW)
        return id;
    FeedBooks books;
    books.created = origin.created;
    books.end = origin.earlier;
    if (code == SQLITE_DONE)
        code = m_begin.run();
    if (code == SQLITE_DONE)
        code = m_table.add(name.isEmpty() ? utf8Address : name.toUtf8(), utf8Address,
                           kind.isEmpty() ? "unknown" : kind.toUtf8(), books, id);
    if (code == SQLITE_DONE)
        code = m_resume.keep(id, origin.resume);
    if (code == SQLITE_DONE)
        code = m_commit.run();
    if (code != SQLITE_DONE) {
        rollBack();
        return failure(code);
    }
    m_feeds.emplace(id, books);
    return id;
}

Result<FeedOrigin> CaptureWriter::origin(qint64 feed, const QString &address)
{
    const auto points = resumePoints(address);
    if (!points)
        return Failure{points.error()};
    const FeedBooks &books = m_feeds.at(feed);
    return FeedOrigin{books.created, books.end, *points};
}

Result<void> CaptureWriter::renameFeed(qint64 feed, const QString &name, const QString &address)
{
    if (name.isEmpty())
        return Failure{u"A feed needs a name: write one."_s};
    int code = m_resume.leave(feed, address.toUtf8());
    if (code == SQLITE_DONE)
        code = m_table.rename(feed, name.toUtf8(), address.toUtf8());
    return code == SQLITE_DONE ? Result<void>() : failure(code);
}

Result<ResumePoints> CaptureWriter::resumePoints(const QString &address)
{
    ResumePoints points;
    const int code = m_resume.read(address.toUtf8(), points);
    if (code != SQLITE_DONE)
        return failure(code);
    return points;
}

Result<void> CaptureWriter::append(std::span<FeedBatch> batches)
{
    bool anything = false;
    for (const FeedBatch &batch : batches) {
        anything = anything || !batch.records.empty() || batch.received > 0;
        if (!m_feeds.contains(batch.feed))
            return Failure{u"The capture “%1” has no feed number %2."_s.arg(m_path).arg(batch.feed)};
    }
    if (!anything)
        return {};
    auto feeds = m_feeds; // becomes the truth once it is committed
    int code = store(batches, feeds);
    if (code == SQLITE_DONE)
        code = m_commit.run();
    if (code != SQLITE_DONE) {
        rollBack();
        for (FeedBatch &batch : batches) {
            for (Record &record : batch.records)
                record.seq = 0;
        }
        return failure(code);
    }
    m_feeds = std::move(feeds);
    // The batch is safe whether this works or not; where it does not, it is tried again further on.
    if (m_walPages < m_walPagesSeen)
        m_walPagesSeen = 0; // it has started afresh
    if (m_walPages - m_walPagesSeen >= walPagesBeforeCheckpoint) {
        m_walPagesSeen = m_walPages;
        checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    }
    return {};
}

int CaptureWriter::store(std::span<FeedBatch> batches, std::unordered_map<qint64, FeedBooks> &feeds)
{
    int code = m_begin.run();
    for (FeedBatch &batch : batches) {
        FeedBooks &feed = feeds[batch.feed];
        feed.counters.received += batch.received;
        if (batch.firstSeq > feed.end)
            feed.end = batch.firstSeq - 1;
        for (Record &record : batch.records) {
            record.seq = ++feed.end;
            feed.counters.add(record);
        }
        if (code == SQLITE_DONE)
            code = m_insert.run(batch.feed, batch.records);
        if (code == SQLITE_DONE)
            code = m_resume.keep(batch.feed, batch.records);
        if (code != SQLITE_DONE)
            return code;
        if (m_full)
            feed.durable = feed.end; // true for whoever can read it: that is after the commit
        code = m_table.update(batch.feed, feed);
    }
    return code;
}

bool CaptureWriter::isAstray() const
{
    int isMoved = 0;
    return m_database.handle() &&
           sqlite3_file_control(m_database.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &isMoved) == SQLITE_OK && isMoved;
}

quint64 CaptureWriter::end(qint64 feed) const
{
    const auto found = m_feeds.find(feed);
    return found == m_feeds.end() ? 0 : found->second.end;
}

qint64 CaptureWriter::created(qint64 feed) const
{
    const auto found = m_feeds.find(feed);
    return found == m_feeds.end() ? 0 : found->second.created;
}

quint64 CaptureWriter::durable(qint64 feed) const
{
    const auto found = m_feeds.find(feed);
    return found == m_feeds.end() ? 0 : found->second.durable;
}

FeedCounters CaptureWriter::counters(qint64 feed) const
{
    const auto found = m_feeds.find(feed);
    return found == m_feeds.end() ? FeedCounters() : found->second.counters;
}

void CaptureWriter::limitSize(qint64 bytes)
{
    int code = SQLITE_OK;
    const qint64 pageSize = std::max<qint64>(512, m_database.first("PRAGMA page_size", code).toLongLong());
    const qint64 pages = bytes == 0 ? std::numeric_limits<qint32>::max() - 1 : std::max<qint64>(1, bytes / pageSize);
    m_database.run("PRAGMA max_page_count = " + QByteArray::number(pages));
}

Result<void> CaptureWriter::checkpoint()
{
    const int code = checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
    // A reader in the middle of its page only keeps the -wal file from being emptied.
    return code == SQLITE_OK || code == SQLITE_BUSY ? Result<void>() : failure(code);
}

int CaptureWriter::checkpoint(int mode)
{
    int pages = 0, moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(m_database.handle(), "main", mode, &pages, &moved);
    if (code == SQLITE_OK && pages == moved) {
        for (auto &[id, feed] : m_feeds)
            feed.durable = feed.end;
    }
    return code;
}

Result<void> CaptureWriter::close()
{
    if (!m_database.handle())
        return {};
    if (isAstray()) { // the -wal file that stands there may be somebody else's
        int isKept = 1;
        sqlite3_file_control(m_database.handle(), "main", SQLITE_FCNTL_PERSIST_WAL, &isKept);
    }
    auto result = checkpoint();
    m_begin = {};
    m_commit = {};
    m_insert = {};
    m_table = {};
    m_resume = {};
    m_database.close();
    m_lock.reset();
    return result;
}

void CaptureWriter::rollBack()
{
    if (sqlite3_get_autocommit(m_database.handle()) == 0)
        m_database.run("ROLLBACK");
}

Failure CaptureWriter::failure(int code) const
{
    return captureFailure(code, m_path, CaptureUse::Writing);
}

} // namespace livebelt
