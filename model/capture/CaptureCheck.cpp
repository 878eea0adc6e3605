// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureCheck.h"

#include "model/capture/CaptureFailure.h"
#include "model/capture/CaptureReader.h"

#include <QFile>
#include <QLocale>
#include <map>
#include <sqlite3.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// What the rows say of a feed.
struct Counted
{
    quint64 all = 0;
    quint64 data = 0; ///< no Notices
    quint64 first = 0;
    quint64 last = 0;
};

QString number(quint64 count)
{
    return QLocale().toString(count);
}

void checkPages(SqliteConnection &database, const QString &path, CheckReport &report)
{
    Statement query;
    int code = database.prepare(query, "PRAGMA integrity_check(10)");
    while (code == SQLITE_OK && (code = query.step()) == SQLITE_ROW) {
        const QString found = QString::fromUtf8(query.view(0));
        if (found != "ok"_L1)
            report.problems.append(u"Its pages do not fit together: %1"_s.arg(found.simplified()));
        code = SQLITE_OK;
    }
    if (code != SQLITE_DONE)
        report.problems.append(captureFailure(code, path, CaptureUse::Reading).message);
}

bool count(SqliteConnection &database, RecordTable table, const QString &path, std::map<qint64, Counted> &feeds,
           CheckReport &report)
{
    Statement query;
    const QByteArray notice = table.isComposite() ? QByteArray::number(int(RecordKind::Notice)) : "'notice'";
    int code = database.prepare(query, ("SELECT " + table.feed() + ", count(*), total(kind != " + notice + "), min(" +
                                        table.seq() + "), max(" + table.seq() + ") FROM records NOT INDEXED GROUP BY " +
                                        table.feed())
                                           .constData());
    while (code == SQLITE_OK && (code = query.step()) == SQLITE_ROW) {
        const auto at = [&](int column) { return quint64(query.number(column)); };
        feeds[query.number(0)] = {at(1), at(2), at(3), at(4)};
        report.records += at(1);
        code = SQLITE_OK;
    }
    if (code != SQLITE_DONE)
        report.problems.append(captureFailure(code, path, CaptureUse::Reading).message);
    return code == SQLITE_DONE;
}

void checkFeed(const FeedInfo &feed, const Counted &counted, QStringList &problems)
{
    const auto say = [&](const QString &what) { problems.append(u"%1: %2"_s.arg(feed.name, what)); };
    if (counted.all > 0 && counted.last - counted.first + 1 != counted.all) {
        say(u"of the records %1 to %2, %3 are missing"_s.arg(number(counted.first), number(counted.last),
                                                             number(counted.last - counted.first + 1 - counted.all)));
    }
    if (feed.durable > counted.last && counted.all > 0)
        say(u"records %1 to %2 are missing"_s.arg(number(counted.last + 1), number(feed.durable)));
    if (!feed.counters.addUp()) {
        const FeedCounters &books = feed.counters;
        say(u"%1 received are not %2 stored + %3 quarantined + %4 dropped"_s.arg(
            number(books.received), number(books.stored), number(books.quarantined), number(books.dropped)));
    }
    if (feed.counters.stored != counted.data)
        say(u"%1 are said to be stored, and %2 are there"_s.arg(number(feed.counters.stored), number(counted.data)));
}

} // namespace

CheckReport checkCapture(const QString &path)
{
    CheckReport report;
    const auto reader = CaptureReader::open(path);
    if (!reader) {
        report.problems.append(reader.error());
        return report;
    }
    SqliteConnection database;
    if (const int code = database.open(QFile::encodeName(path), SQLITE_OPEN_READONLY); code != SQLITE_OK) {
        report.problems.append(captureFailure(code, path, CaptureUse::Reading).message);
        return report;
    }
    database.distrust();
    checkPages(database, path, report);
    std::map<qint64, Counted> counted;
    const bool areCounted = count(database, (*reader)->table(), path, counted, report);
    const auto feeds = (*reader)->feeds();
    if (!feeds) {
        if (!report.problems.contains(feeds.error()))
            report.problems.append(feeds.error());
        return report;
    }
    report.feeds = int(feeds->size());
    for (const FeedInfo &feed : *feeds) {
        const auto rows = counted.extract(feed.id);
        if (areCounted)
            checkFeed(feed, rows ? rows.mapped() : Counted(), report.problems);
    }
    for (const auto &[id, rows] : counted)
        report.problems.append(u"%1 records are of feed number %2, which is not there"_s.arg(number(rows.all)).arg(id));
    return report;
}

} // namespace livebelt
