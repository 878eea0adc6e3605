// SPDX-License-Identifier: GPL-3.0-or-later
// bench_history [ROWS]: what searching a capture takes, with its index and without, beside grep and sqlite3 over the
// same text, and what the index costs whoever writes. Each figure is the best of several, in one run.
#include "app/capture/Indexing.h"
#include "model/capture/BlockIndexer.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureWriter.h"
#include "model/capture/MatchScanner.h"
#include "model/records/Timestamp.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>
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

double other(const QString &program, const QStringList &arguments)
{
    double best = 1e9;
    for (int i = 0; i < 2; ++i) {
        best = std::min(best, seconds([&] {
                            QProcess process;
                            process.start(program, arguments);
                            process.waitForFinished(-1);
                        }));
    }
    return best;
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
    std::printf("%.0f records\n", n);
    std::printf("writing: %.0f/s without an index, %.0f/s with it (%.2f of that), bare sqlite3 %.0f/s (%.2f of that)\n",
                n / without, n / with, without / with, n / bare, bare / with);
    std::printf("the index was complete %.2f s later; bytes a record: %.1f without, %.1f with\n", lag,
                double(QFileInfo(plain).size()) / n, double(QFileInfo(indexed).size()) / n);

    const QString text = folder.filePath(u"log.txt"_s);
    {
        QFile file(text);
        if (!file.open(QIODevice::WriteOnly))
            die(file.errorString());
        Log log(rows);
        for (quint64 seq = 1; seq <= rows; ++seq)
            file.write(log.line(seq).text + '\n');
    }
    std::printf("%-34s %10s %10s %10s %10s %10s %10s %9s\n", "seconds", "page,index", "all,index", "page,scan",
                "all,scan", "grep -ci", "LIKE", "matches");
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
        std::printf("%-34s %10.4f %10.4f %10.4f %10.4f %10.3f %10.3f %9llu\n", name, byIndex.firstPage, byIndex.all,
                    byScan.firstPage, byScan.all, grep, like, byIndex.matches);
        std::fflush(stdout);
    };
    row("rare word, in the last 1 %", u"needle"_s, u"needle"_s);
    row("rare word, in the first third", u"thirdpart"_s, u"thirdpart"_s);
    row("absent word", u"nowhere"_s, u"nowhere"_s);
    row("absent number of nine digits", u"999999999"_s, u"999999999"_s);
    row("frequent word", u"flush"_s, u"flush"_s);
    row("regular expression, absent", u"/time(out|r) [0-9]+/i"_s, {});
    row("level:error, absent", u"level:error"_s, {});
    row("time, one minute of it", u"time:\"2026-05-28 20:30\""_s, {});
    return 0;
}
