// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureWriter.h"
#include "model/records/Notice.h"

#include <QProcess>
#include <sys/stat.h>
#include <unistd.h>

namespace livebelt {

/// A record in which everything follows from its number.
inline Record numbered(quint64 number)
{
    Record record;
    record.received = 1'700'000'000'000'000 + qint64(number) * 1000;
    record.subject = "subject " + QByteArray::number(number % 7);
    record.text = "text of record " + QByteArray::number(number) + QByteArray(qsizetype(number % 50), 'x');
    if (number % 3 == 0) {
        record.kind = RecordKind::Measurement;
        record.time = record.received - 500;
        record.value = double(number) / 4;
        record.unit = "%";
        record.fields = "{\"number\":" + QByteArray::number(number) + "}";
        record.raw = QByteArray::number(number) + QByteArray("\0\xff", 2);
    }
    return record;
}

inline bool sameContent(const Record &a, const Record &b)
{
    const bool sameValue = a.hasValue() ? a.value == b.value : !b.hasValue();
    return sameValue && a.received == b.received && a.time == b.time && a.kind == b.kind && a.subject == b.subject &&
           a.text == b.text && a.unit == b.unit && a.fields == b.fields && a.raw == b.raw;
}

/// The records of one feed that come after seq after: count of them.
inline FeedBatch numberedBatch(qint64 feed, quint64 after, quint64 count)
{
    FeedBatch batch;
    batch.feed = feed;
    batch.received = count;
    for (quint64 i = 1; i <= count; ++i)
        batch.records.push_back(numbered(after + i));
    return batch;
}

inline Result<void> appendNumbered(CaptureWriter &writer, qint64 feed, quint64 count)
{
    FeedBatch batch = numberedBatch(feed, writer.end(feed), count);
    return writer.append({&batch, 1});
}

inline std::unique_ptr<CaptureWriter> openedWriter(const QString &path, const CaptureOptions &options = {})
{
    auto writer = CaptureWriter::open(path, options);
    if (!writer)
        qFatal("%s", qPrintable(writer.error()));
    return *std::move(writer);
}

inline qint64 feedOf(CaptureWriter &writer, const QString &name = QStringLiteral("one"))
{
    const auto feed = writer.addFeed(name, QStringLiteral("test://") + name, QStringLiteral("test"));
    if (!feed)
        qFatal("%s", qPrintable(feed.error()));
    return *feed;
}

/// What the plain sqlite3 program answers, without the last line break; what it complains about, where it does.
inline QByteArray askSqlite(const QString &path, const QString &sql)
{
    QProcess sqlite;
    sqlite.start(QStringLiteral("sqlite3"), {path, sql});
    if (!sqlite.waitForFinished())
        return "the program sqlite3 does not run";
    return (sqlite.readAllStandardOutput() + sqlite.readAllStandardError()).trimmed();
}

/// Makes a capture one of version 2, as Livebelt wrote it before: records in the order of arrival, beside them an
/// index.
inline void makeVersion2(const QString &path)
{
    const QByteArray answer = askSqlite(path, QStringLiteral(R"(
        DROP VIEW readable; CREATE VIEW readable AS SELECT * FROM feeds;
        CREATE TABLE old (id INTEGER PRIMARY KEY, feed INTEGER NOT NULL, seq INTEGER NOT NULL,
          received INTEGER NOT NULL, time INTEGER, kind TEXT NOT NULL, subject TEXT, text TEXT, value REAL, unit TEXT,
          fields TEXT, raw BLOB, level TEXT, ending TEXT);
        INSERT INTO old (feed, seq, received, time, kind, subject, text, value, unit, fields, raw, level, ending)
          SELECT feed, seq, received, time,
            CASE kind WHEN 0 THEN 'message' WHEN 1 THEN 'measurement' WHEN 2 THEN 'event' WHEN 3 THEN 'row' ELSE 'notice' END,
            subject, text, value, unit, fields, raw,
            CASE level WHEN 1 THEN 'trace' WHEN 2 THEN 'debug' WHEN 3 THEN 'info' WHEN 4 THEN 'warn' WHEN 5 THEN 'error'
              WHEN 6 THEN 'fatal' END,
            nullif(CASE WHEN ending >= 8 THEN '+' ELSE '' END ||
              CASE ending & 7 WHEN 1 THEN 'crlf' WHEN 2 THEN 'cr' WHEN 3 THEN 'raw' WHEN 4 THEN 'none' ELSE '' END, '')
          FROM records ORDER BY seq, feed;
        DROP TABLE records; ALTER TABLE old RENAME TO records;
        CREATE UNIQUE INDEX records_of_feed ON records (feed, seq); PRAGMA user_version = 2)"));
    if (!answer.isEmpty())
        qFatal("%s", answer.constData());
}

/// For a block: somebody whom permissions bind. root is not bound by any.
class AsNobody
{
public:
    AsNobody() : m_user(geteuid())
    {
        if (m_user == 0 && seteuid(65534) != 0)
            qFatal("cannot become nobody");
    }
    ~AsNobody()
    {
        if (m_user == 0 && seteuid(0) != 0)
            qFatal("cannot become root again");
    }
    Q_DISABLE_COPY_MOVE(AsNobody)

private:
    uid_t m_user;
};

} // namespace livebelt
