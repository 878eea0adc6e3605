// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureReader.h"

#include "model/capture/CaptureFailure.h"
#include "model/capture/CaptureSchema.h"
#include "model/capture/RecordRows.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <sqlite3.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr auto patience = std::chrono::seconds(30); ///< for one answer
constexpr qsizetype mostFeeds = 2'000;
} // namespace

Result<std::unique_ptr<CaptureReader>> CaptureReader::open(const QString &path, Use use)
{
    const QFileInfo file(path);
    if (!file.exists())
        return Failure{u"There is no file “%1”: check its name and folder."_s.arg(path)};
    if (file.isDir())
        return Failure{u"“%1” is a folder: choose a capture in it."_s.arg(path)};
    std::unique_ptr<CaptureReader> reader(new CaptureReader(path));
    if (auto started = reader->start(use); !started)
        return Failure{started.error()};
    return reader;
}

CaptureReader::CaptureReader(QString path) : m_path(std::move(path)), m_scan(std::make_unique<RecordScan>()) {}

CaptureReader::~CaptureReader()
{
    m_scan->letGo();
}

int CaptureReader::openConnection(bool immutable)
{
    int code =
        immutable ? m_database.openImmutable(m_path) : m_database.open(QFile::encodeName(m_path), SQLITE_OPEN_READONLY);
    if (code != SQLITE_OK)
        return code;
    m_database.distrust();
    m_database.giveUpAfter(patience);
    sqlite3_busy_timeout(m_database.handle(), 5000); // only while the first one to open sorts out what a crash left
    sqlite3_db_config(m_database.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    m_database.first("SELECT count(*) FROM sqlite_schema", code);
    return code;
}

Result<void> CaptureReader::start(Use use)
{
    int code = openConnection(use == Use::Still);
    const bool refused = (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
    // Where SQLite may not make its -shm file nobody can be writing either, so the file stands still,
    // but only without a -wal file does it hold everything.
    if (refused && QFileInfo(m_path + u"-wal"_s).size() == 0)
        code = openConnection(true);
    if (code != SQLITE_ROW)
        return failure(code);
    const auto known = checkSchema(m_database, m_path, CaptureUse::Reading);
    if (!known)
        return Failure{known.error()};
    if (*known == 0)
        return noDatabase(m_path);
    m_table = RecordTable(*known);
    const QByteArray from =
        "WHERE " + m_table.within("?1", "?2", QByteArray::number(RecordTable::mostSeq)) + " ORDER BY ";
    code = m_database.prepare(m_page, (selectRecord(*known) + from + m_table.order() + " LIMIT ?3").constData());
    if (code == SQLITE_OK)
        code = m_scan->prepare(m_database, *known);
    if (code == SQLITE_OK)
        code = m_database.prepare(
            m_ends,
            ("SELECT " + m_table.first(m_table.seq(), "?1") + ", " + m_table.last(m_table.seq(), "?1")).constData());
    if (code == SQLITE_OK)
        code = m_database.prepare(
            m_received, ("SELECT received FROM records WHERE " + m_table.within("?1", "?2", "?2")).constData());
    if (code == SQLITE_OK) {
        const QByteArray earlier = hasEarlier(m_database, code) ? "earlier" : "0";
        const QByteArray sql =
            "SELECT id, name, address, kind, received, stored, quarantined, dropped, gaps, durable, " +
            m_table.last(m_table.seq(), "feeds.id") + ", " + m_table.first("received", "feeds.id") + ", " +
            m_table.last("received", "feeds.id") + ", " + m_table.first(m_table.seq(), "feeds.id") + ", created, " +
            earlier + " FROM feeds ORDER BY id";
        code = m_database.prepare(m_feeds, sql.constData());
    }
    return code == SQLITE_OK ? Result<void>() : failure(code == SQLITE_ERROR ? SQLITE_CORRUPT : code);
}

Result<QList<FeedInfo>> CaptureReader::feeds()
{
    QList<FeedInfo> feeds;
    m_database.giveUpAfter(patience);
    StatementReset reset(m_feeds);
    int code = SQLITE_OK;
    while ((code = m_feeds.step()) == SQLITE_ROW) {
        const auto number = [&](int column) { return quint64(m_feeds.number(column)); };
        FeedInfo info;
        info.id = m_feeds.number(0);
        info.name = QString::fromUtf8(m_feeds.view(1));
        info.address = QString::fromUtf8(m_feeds.view(2));
        info.kind = QString::fromUtf8(m_feeds.view(3));
        info.counters = {number(4), number(5), number(6), number(7), number(8)};
        info.durable = number(9);
        info.first = number(13);
        info.count = info.first == 0 ? number(15) : number(10);
        info.created = m_feeds.number(14);
        info.firstTime = m_feeds.isNull(11) ? noTime : m_feeds.number(11);
        info.lastTime = m_feeds.isNull(12) ? noTime : m_feeds.number(12);
        feeds.append(info);
        if (feeds.size() > mostFeeds)
            return oddCapture(m_path, u"it has more than %1 feeds"_s.arg(mostFeeds));
        if (!m_feeds.isNull(13) && (m_feeds.number(13) < 1 || !arePlausible(m_feeds.number(13), m_feeds.number(10))))
            return oddCapture(m_path, u"records of “%1” are numbered %2 to %3"_s.arg(info.name)
                                          .arg(m_feeds.number(13))
                                          .arg(m_feeds.number(10)));
        if (!m_feeds.isNull(15) && m_feeds.number(15) < 0)
            info.count = 0;
    }
    if (code != SQLITE_DONE)
        return failure(code);
    return feeds;
}

/// Holes there may be, but not numbers that hardly any record has: lists would be as long.
bool CaptureReader::arePlausible(qint64 first, qint64 last)
{
    constexpr qint64 mostHoles = 1'000'000, share = 100;
    int code = SQLITE_OK;
    const auto bytes = QFileInfo(m_path).size() + QFileInfo(m_path + u"-wal"_s).size();
    constexpr qint64 leastBytes = 8; // of a record
    qint64 records = bytes / leastBytes + 1;
    if (!m_table.isComposite()) {
        const QByteArray ids =
            m_database.first("SELECT (SELECT max(id) FROM records) - (SELECT min(id) FROM records) + 1", code);
        records = std::min(ids.toLongLong(), records);
    }
    return last >= first && last - first <= mostHoles + share * std::max<qint64>(records, 0);
}

Result<quint64> CaptureReader::end(qint64 feed)
{
    const auto range = ends(feed);
    return range ? Result<quint64>(range->second) : Failure{range.error()};
}

Result<std::pair<quint64, quint64>> CaptureReader::ends(qint64 feed)
{
    StatementReset reset(m_ends);
    m_ends.bind(1, feed);
    const int code = m_ends.step();
    if (code != SQLITE_ROW)
        return failure(code);
    return std::pair(quint64(m_ends.number(0)), quint64(m_ends.number(1)));
}

Result<void> CaptureReader::page(qint64 feed, quint64 firstSeq, qsizetype count, Records &out, qsizetype maxBytes)
{
    out.clear();
    m_database.giveUpAfter(patience);
    out.reserve(size_t(std::min<qsizetype>(count, 1024)));
    StatementReset reset(m_page);
    m_page.bind(1, feed);
    m_page.bind(2, std::min(firstSeq, RecordTable::mostSeq));
    m_page.bind(3, qint64(count));
    qsizetype bytes = 0;
    int code = SQLITE_OK;
    while ((code = m_page.step()) == SQLITE_ROW) {
        out.push_back(readRecord(m_page));
        bytes += out.back().footprint();
        if (bytes >= maxBytes)
            return {};
    }
    return code == SQLITE_DONE ? Result<void>() : failure(code);
}

Result<void> CaptureReader::scan(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                                 const std::function<bool(const Record &)> &visit)
{
    m_database.giveUpAfter(patience);
    const int code = lastSeq < firstSeq ? SQLITE_DONE : m_scan->scan(feed, firstSeq, lastSeq, question, visit);
    return code == SQLITE_DONE ? Result<void>() : failure(code);
}

Result<void> CaptureReader::find(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                                 std::vector<quint64> &seqs)
{
    m_database.giveUpAfter(patience);
    const int code = lastSeq < firstSeq ? SQLITE_DONE : m_scan->find(feed, firstSeq, lastSeq, question, seqs);
    return code == SQLITE_DONE ? Result<void>() : failure(code);
}

Result<quint64> CaptureReader::seqAtTime(qint64 feed, qint64 micros)
{
    const auto range = ends(feed);
    if (!range)
        return Failure{range.error()};
    quint64 from = std::max<quint64>(1, range->first), to = range->second + 1;
    while (from < to) {
        const quint64 middle = from + (to - from) / 2;
        StatementReset reset(m_received);
        m_received.bind(1, feed);
        m_received.bind(2, middle);
        const int code = m_received.step();
        if (code != SQLITE_ROW)
            return failure(code == SQLITE_DONE ? SQLITE_CORRUPT : code);
        if (m_received.number(0) < micros)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

int CaptureReader::readPoints(qint64 feed, ResumePoints &points)
{
    int code = SQLITE_OK;
    const QByteArray table = m_database.first("SELECT count(*) FROM sqlite_schema WHERE name = 'resume'", code);
    if (code != SQLITE_ROW || table == "0") // a capture of 0.1.0
        return code == SQLITE_ROW ? SQLITE_DONE : code;
    Statement read;
    code = m_database.prepare(read, "SELECT key, value FROM resume WHERE feed = ?1");
    if (code != SQLITE_OK)
        return code;
    read.bind(1, feed);
    while ((code = read.step()) == SQLITE_ROW)
        points.push_back({read.bytes(0), read.bytes(1)});
    return code;
}

Result<CaptureReader::End> CaptureReader::endWithPoints(qint64 feed)
{
    m_database.run("BEGIN"); // both of one commit
    End end;
    const auto seq = this->end(feed);
    const int code = readPoints(feed, end.points);
    m_database.run("COMMIT");
    if (!seq)
        return Failure{seq.error()};
    if (code != SQLITE_DONE)
        return failure(code);
    end.seq = *seq;
    return end;
}

bool CaptureReader::hasIndex()
{
    if (!m_blocks.isReady())
        m_blocks.prepareReading(m_database); // where that fails, everything is read
    return m_blocks.isReady();
}

std::optional<bool> CaptureReader::blockMayMatch(qint64 feed, quint64 firstSeq, const BlockFilter &filter)
{
    BlockFilter::Facts facts;
    quint64 lastSeq = 0;
    std::optional<bool> answer;
    if (m_blocks.facts(feed, firstSeq, facts, lastSeq) == SQLITE_ROW)
        answer = filter.mayMatch(facts);
    m_blocks.letGo();
    return answer;
}

Result<void> CaptureReader::blocks(qint64 feed, quint64 firstSeq, quint64 lastSeq, BlockRange times,
                                   const std::function<void(const BlockRow &)> &visit)
{
    if (!hasIndex())
        return {};
    m_database.giveUpAfter(patience);
    const auto look = [&](quint64 first, BlockRange of, QByteArrayView summary) { visit({first, of, summary}); };
    const int code = m_blocks.walk(feed, firstSeq, lastSeq, times, look);
    return code == SQLITE_DONE ? Result<void>() : failure(code);
}

std::optional<Block> CaptureReader::block(qint64 feed, quint64 firstSeq)
{
    std::optional<Block> found;
    if (hasIndex())
        m_blocks.read(feed, firstSeq, found);
    return found;
}

Failure CaptureReader::failure(int code) const
{
    return captureFailure(code, m_path, CaptureUse::Reading);
}

} // namespace livebelt
