// SPDX-License-Identifier: GPL-3.0-or-later
// bench_history [ROWS]: what writing, opening, searching and plotting a history takes, each beside the bar it has to
// keep (design: history.md, at 10 million records), searches beside grep, lnav and sqlite3 over the same text, writing
// beside a bare loop of inserts. Each figure is the best of several, in one run; what falls short is printed as short.
#include "app/capture/Indexing.h"
#include "model/capture/BlockIndexer.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureWriter.h"
#include "model/capture/HistorySums.h"
#include "model/capture/MatchScanner.h"
#include "model/records/Timestamp.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>
#include <cmath>
#include <cstdio>
#include <random>
#include <sqlite3.h>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 batchRows = 1000;

/// The lines of a log of 100 bytes or so: times, levels, modules, words, numbers.
class Log
{
public:
    explicit Log(quint64 rows) : m_rows(rows) {}
    Record line(quint64 seq)
    {
        static constexpr std::array words{"request", "handled", "in",    "cache", "miss",  "for",   "user", "queue",
                                          "length",  "retry",   "after", "flush", "block", "index", "peer", "closed"};
        std::mt19937 random{unsigned(seq)};
        Record record;
        record.received = 1'780'000'000'000'000 + qint64(seq) * 1000;
        record.level = random() % 50 == 0 ? Level::Warn : Level::Info;
        record.subject = "module" + QByteArray::number(random() % 20);
        record.text = toRfc3339(record.received) + ' ';
        for (int i = 0; i < 9; ++i)
            record.text += QByteArray(words[random() % words.size()]) + ' ';
        record.text += "id=" + QByteArray::number(100'000'000 + random() % 900'000'000);
        if (seq == m_rows - m_rows / 200)
            record.text += " needle";
        if (seq == m_rows / 3)
            record.text += " thirdpart";
        return record;
    }

private:
    quint64 m_rows;
};

double seconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e9;
}

[[noreturn]] void die(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(1);
}

/// Writes the rows into a new capture; the time of writing alone. lag: what the index still took then.
double write(const QString &path, quint64 rows, Indexing *indexing, double &lag)
{
    auto writer = CaptureWriter::open(path);
    if (!writer)
        die(writer.error());
    FeedBatch batch;
    batch.feed = *(*writer)->addFeed(u"log"_s, u"test://log"_s, u"test"_s);
    Log log(rows);
    double total = 0;
    for (quint64 seq = 1; seq <= rows;) {
        batch.records.clear();
        for (; batch.records.size() < batchRows && seq <= rows; ++seq)
            batch.records.push_back(log.line(seq));
        batch.received = batch.records.size();
        total += seconds([&] {
            if (auto stored = (*writer)->append({&batch, 1}); !stored)
                die(stored.error());
            if (indexing)
                indexing->stored(path);
        });
    }
    lag = 0;
    if (indexing) {
        auto reader = CaptureReader::open(path);
        lag = seconds([&] {
            for (quint64 first = rows / blockRecords * blockRecords; first > 0; first -= blockRecords) {
                while (!(*reader)->block(1, first - blockRecords + 1))
                    QThread::usleep(100);
            }
        });
        indexing->stop();
    }
    return total;
}

double bareInserts(const QString &path, quint64 rows)
{
    sqlite3 *database = nullptr;
    sqlite3_open(qPrintable(path), &database);
    sqlite3_exec(database,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE r (id INTEGER PRIMARY KEY, "
                 "received INTEGER, subject TEXT, text TEXT)",
                 nullptr, nullptr, nullptr);
    sqlite3_stmt *insert = nullptr;
    sqlite3_prepare_v2(database, "INSERT INTO r (received, subject, text) VALUES (?,?,?)", -1, &insert, nullptr);
    Log log(rows);
    double total = 0;
    for (quint64 seq = 1; seq <= rows;) {
        std::vector<Record> batch;
        for (; batch.size() < batchRows && seq <= rows; ++seq)
            batch.push_back(log.line(seq));
        total += seconds([&] {
            sqlite3_exec(database, "BEGIN", nullptr, nullptr, nullptr);
            for (const Record &record : batch) {
                sqlite3_bind_int64(insert, 1, record.received);
                sqlite3_bind_text(insert, 2, record.subject.constData(), int(record.subject.size()), nullptr);
                sqlite3_bind_text(insert, 3, record.text.constData(), int(record.text.size()), nullptr);
                sqlite3_step(insert);
                sqlite3_reset(insert);
            }
            sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
        });
    }
    sqlite3_finalize(insert);
    sqlite3_close(database);
    return total;
}

struct Searched
{
    double firstPage = 0, all = 0;
    quint64 matches = 0;
};

/// As a list does it: newest first.
Searched search(const QString &path, const QString &expression)
{
    Searched result;
    const Filter filter = *Filter::parse(expression);
    QElapsedTimer timer;
    timer.start();
    const auto open = [path]() -> std::unique_ptr<RecordPages> {
        auto reader = CaptureReader::open(path);
        if (!reader)
            die(reader.error());
        return std::move(*reader);
    };
    const auto pages = open();
    MatchScanner scanner(*pages, {1}, filter, MatchScanner::Order::NewestFirst, open);
    while (const auto stretch = scanner.next()) {
        result.matches += stretch->seqs.size();
        if (result.firstPage == 0 && result.matches > 0)
            result.firstPage = double(timer.nsecsElapsed()) / 1e9;
    }
    if (!scanner.error().isEmpty())
        die(scanner.error());
    result.all = double(timer.nsecsElapsed()) / 1e9;
    if (result.firstPage == 0)
        result.firstPage = result.all;
    return result;
}

/// 0 where the program is not there.
double other(const QString &program, const QStringList &arguments)
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        return 0;
    double best = 1e9;
    for (int i = 0; i < 2; ++i) {
        best = std::min(best, seconds([&] {
                            QProcess process;
                            process.setStandardOutputFile(QProcess::nullDevice());
                            process.start(program, arguments);
                            process.waitForFinished(-1);
                        }));
    }
    return best;
}

double best(int times, const std::function<void()> &work)
{
    double least = 1e9;
    for (int i = 0; i < times; ++i)
        least = std::min(least, seconds(work));
    return least;
}

/// A line of the table: the figure beside its bar.
void compare(const char *what, double figure, double bar, const char *unit, bool isLeast = false)
{
    const bool isKept = isLeast ? figure >= bar : figure <= bar;
    std::printf("%-46s %10.2f %-6s %s %8.2f  %s\n", what, figure, unit, isLeast ? ">=" : "<=", bar,
                isKept ? "kept" : "SHORT");
    std::fflush(stdout);
}

void readPage(CaptureReader &reader, quint64 firstSeq)
{
    constexpr qsizetype pageRows = 50;
    Records records;
    if (const auto read = reader.page(1, firstSeq, pageRows, records); !read || records.empty())
        die(u"a page cannot be read"_s);
}

void compareReading(const QString &path, quint64 rows)
{
    compare("opening, and the page at the end",
            1000 * best(5,
                        [&] {
                            const auto reader = *CaptureReader::open(path);
                            const auto feeds = *reader->feeds();
                            readPage(*reader, feeds.front().count - 40);
                        }),
            300, "ms");
    const auto reader = *CaptureReader::open(path);
    int jump = 0;
    compare("a jump to a place, a page of it", 1000 * best(5, [&] { readPage(*reader, rows / 7 * quint64(++jump)); }),
            20, "ms");
    const qint64 begin = Log(rows).line(1).received, middle = Log(rows).line(rows / 2).received;
    compare("a jump to a time, a page of it",
            1000 * best(5, [&] { readPage(*reader, *reader->seqAtTime(1, middle + ++jump)); }), 20, "ms");
    HistorySums sums(*reader);
    const BlockRange all{begin, Log(rows).line(rows).received};
    compare("a histogram of all, 200 parts", 1000 * best(5, [&] { static_cast<void>(*sums.histogram(1, all, 200)); }),
            16, "ms");
    compare("levels and subjects of all", 1000 * best(5, [&] { static_cast<void>(*sums.facets(1, all)); }), 16, "ms");
}

void comparePlots(const QString &path, quint64 points)
{
    constexpr qint64 begin = 1'780'000'000'000'000;
    {
        auto writer = *CaptureWriter::open(path, {CaptureOptions::Synchronous::Normal});
        FeedBatch batch;
        batch.feed = *writer->addFeed(u"plot"_s, u"test://plot"_s, u"test"_s);
        for (quint64 seq = 1; seq <= points;) {
            batch.records.clear();
            for (; batch.records.size() < batchRows && seq <= points; ++seq) {
                Record record;
                record.kind = RecordKind::Measurement;
                record.received = begin + qint64(seq) * 1000;
                record.subject = "sensor";
                record.value = std::sin(double(seq) / 1e5);
                batch.records.push_back(record);
            }
            batch.received = batch.records.size();
            if (!writer->append({&batch, 1}))
                die(u"the plot cannot be written"_s);
        }
    }
    auto indexer = *BlockIndexer::open(path);
    while (*indexer->step()) {
    }
    const auto reader = *CaptureReader::open(path);
    HistorySums sums(*reader);
    const SeriesId id{1, "sensor", {}};
    const BlockRange all{begin, begin + qint64(points) * 1000};
    compare("a plot of all points, 1000 pixels",
            1000 * best(5, [&] { static_cast<void>(*sums.series(id, all, 1000)); }), 16, "ms");
    const BlockRange part{begin + qint64(points) * 300, begin + qint64(points) * 310};
    compare("the same of a hundredth of it", 1000 * best(5, [&] { static_cast<void>(*sums.series(id, part, 1000)); }),
            16, "ms");
    compare("statistics of all points", 1000 * best(5, [&] { static_cast<void>(*sums.statistics(id, all)); }), 16,
            "ms");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const quint64 rows = argc > 1 ? QByteArray(argv[1]).toULongLong() : 1'000'000;
    QTemporaryDir folder;
    const QString plain = folder.filePath(u"plain.livebelt"_s), indexed = folder.filePath(u"indexed.livebelt"_s);
    double lag = 0, ignored = 0, without = 1e9, with = 1e9;
    for (int i = 0; i < 2; ++i) { // turn about, so that what else the machine does meets both
        QFile::remove(plain);
        QFile::remove(indexed);
        without = std::min(without, write(plain, rows, nullptr, ignored));
        Indexing indexing;
        with = std::min(with, write(indexed, rows, &indexing, lag));
    }
    const double bare = bareInserts(folder.filePath(u"bare.db"_s), rows);
    const double n = double(rows);
    double arrived = 0;
    Log log(rows);
    for (quint64 seq = 1; seq <= 10'000; ++seq)
        arrived += double(log.line(seq * rows / 10'000).text.size() + log.line(seq * rows / 10'000).subject.size());
    arrived /= 10'000;
    std::printf("%.0f records of %.0f bytes; %.0f/s without an index, %.0f/s with it, bare sqlite3 %.0f/s\n", n,
                arrived, n / without, n / with, n / bare);
    compare("writing with the index, of without", without / with, 0.9, "times", true);
    compare("writing with the index, of bare inserts", bare / with, 0.5, "times", true);
    compare("the index is complete, after the last record", lag, 1, "s");
    compare("size, of the bytes that arrived", double(QFileInfo(indexed).size()) / n / arrived, 1.4, "times");
    compareReading(indexed, rows);
    comparePlots(folder.filePath(u"plot.livebelt"_s), rows);
    QFile::remove(folder.filePath(u"plot.livebelt"_s));

    const QString text = folder.filePath(u"log.txt"_s);
    {
        QFile file(text);
        if (!file.open(QIODevice::WriteOnly))
            die(file.errorString());
        for (quint64 seq = 1; seq <= rows; ++seq)
            file.write(log.line(seq).text + '\n');
    }
    std::printf("\n%-34s %10s %10s %10s %10s %10s %10s %10s %9s\n", "seconds (0: not here)", "page,index", "all,index",
                "page,scan", "all,scan", "grep -ci", "lnav", "LIKE", "matches");
    double worstScan = 0, worstIndexed = 0;
    const auto row = [&](const char *name, const QString &expression, const QString &word) {
        Searched byIndex, byScan;
        byIndex.firstPage = byIndex.all = byScan.firstPage = byScan.all = 1e9;
        for (int i = 0; i < 3; ++i) {
            const Searched a = search(indexed, expression), b = search(plain, expression);
            byIndex = {std::min(byIndex.firstPage, a.firstPage), std::min(byIndex.all, a.all), a.matches};
            byScan = {std::min(byScan.firstPage, b.firstPage), std::min(byScan.all, b.all), b.matches};
        }
        if (byIndex.matches != byScan.matches)
            die(u"%1: %2 and %3 matches"_s.arg(expression).arg(byIndex.matches).arg(byScan.matches));
        const double grep = word.isEmpty() ? 0 : other(u"grep"_s, {u"-ci"_s, word, text});
        const double like =
            word.isEmpty()
                ? 0
                : other(u"sqlite3"_s, {plain, u"SELECT count(*) FROM records WHERE text LIKE '%%1%'"_s.arg(word)});
        const double lnav = word.isEmpty() ? 0 : other(u"lnav"_s, {u"-n"_s, u"-c"_s, u":filter-in "_s + word, text});
        std::printf("%-34s %10.4f %10.4f %10.4f %10.4f %10.3f %10.3f %10.3f %9llu\n", name, byIndex.firstPage,
                    byIndex.all, byScan.firstPage, byScan.all, grep, lnav, like, byIndex.matches);
        worstScan = std::max(worstScan, byScan.all);
        worstIndexed = std::max(worstIndexed, byIndex.all);
        std::fflush(stdout);
        return byIndex.firstPage;
    };
    const double rare = row("rare word, in the last 1 %", u"needle"_s, u"needle"_s);
    row("rare word, in the first third", u"thirdpart"_s, u"thirdpart"_s);
    const double absent = row("absent word", u"nowhere"_s, u"nowhere"_s);
    row("absent number of nine digits", u"999999999"_s, u"999999999"_s);
    row("frequent word", u"flush"_s, u"flush"_s);
    row("regular expression, absent", u"/time(out|r) [0-9]+/i"_s, {});
    row("level:error, absent", u"level:error"_s, {});
    row("time, one minute of it", u"time:\"2026-05-28 20:30\""_s, {});
    std::printf("\n");
    compare("first page of a word in the last 1 %", 1000 * rare, 50, "ms");
    compare("answer about a word that is nowhere", 1000 * absent, 50, "ms");
    compare("whole search, the slowest", worstIndexed, 1, "s");
    compare("the same without an index", worstScan, 2.5, "s");
    return 0;
}
