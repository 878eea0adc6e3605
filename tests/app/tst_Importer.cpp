// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Exporter.h"
#include "app/history/Importer.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureWriter.h"
#include "model/formats/Compressor.h"
#include "model/records/Notice.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_Importer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyFormatGivesTheSameRecords_data();
    void everyFormatGivesTheSameRecords();
    void aPartOfAFeedHasNewNumbers();
    void aStretchOfTimeIsExported();
    void whatOthersHaveWrittenHasTheNameOfItsFile();
    void whatCannotBeReadLeavesNothing_data();
    void whatCannotBeReadLeavesNothing();
    void cancellingLeavesNothing();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    QByteArray lines(const QString &capture, const QString &filter = {});
    Result<Importer::Outcome> import(const QString &from, const QString &format, Importer::Progress &progress);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::atomic<bool> m_cancel = false;
};

void tst_Importer::init()
{
    m_cancel = false;
    m_dir = std::make_unique<QTemporaryDir>();
    auto writer = CaptureWriter::open(path(u"c.livebelt"_s));
    QVERIFY2(writer, qPrintable(writer.error()));
    for (const QString &name : {u"one"_s, u"=two, \"really\""_s}) {
        FeedBatch batch;
        batch.feed =
            *(*writer)->addFeed(name, u"test:"_s + name, u"test"_s, {0, 41, {}}); // it goes on from another file
        for (int i = 0; i < 3'000; ++i) {
            Record record;
            record.received = qint64(1'700'000'000) * 1'000'000 + qint64(i) * 1'000'000;
            record.text = i % 7 ? "=plain\t" + QByteArray::number(i) : QByteArray();
            record.fields = i % 3 ? R"({"n":1.50,"t":"1","null":null,"empty":""})" : QByteArray();
            record.value = i % 5 ? std::numeric_limits<double>::quiet_NaN() : i / 3.0;
            record.raw = i % 11 ? QByteArray() : QByteArray("\xff\x00", 2);
            record.end = ItemEnd(i % 5);
            batch.records.push_back(i % 100 ? record : makeNotice(NoticeType::Connected, "Connected"));
            batch.received += itemCount(batch.records.back());
        }
        for (Record &record : batch.records) {
            if (record.received == noTime)
                record.received = 5;
        }
        QVERIFY((*writer)->append(std::span(&batch, 1)));
    }
}

/// What is in a capture, as JSON lines.
QByteArray tst_Importer::lines(const QString &capture, const QString &filter)
{
    Exporter::Job job;
    job.capture = capture;
    job.format = u"jsonl"_s;
    job.filter = filter;
    job.to = path(u"shown.jsonl"_s);
    if (const auto outcome = Exporter::run(job, {}, m_cancel); !outcome)
        return outcome.error().toUtf8();
    QFile file(job.to);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<Importer::Outcome> tst_Importer::import(const QString &from, const QString &format, Importer::Progress &progress)
{
    return Importer::run(
        {from, path(u"new.livebelt"_s), format}, [&](const auto &now) { progress = now; }, m_cancel);
}

void tst_Importer::everyFormatGivesTheSameRecords_data()
{
    QTest::addColumn<QString>("ending");
    for (const ExportFormat &format : exportFormats()) {
        if (!format.has(ExportFormat::Import))
            continue;
        for (const Compression compression : {Compression::None, Compression::Gzip, Compression::Zstd}) {
            const QString ending = formatEnding(format, compression);
            QTest::newRow(qPrintable(ending)) << ending;
        }
    }
}

void tst_Importer::everyFormatGivesTheSameRecords()
{
    QFETCH(QString, ending);
    const FileFormat named = fileFormat(u"x"_s + ending);
    Exporter::Job job;
    job.capture = path(u"c.livebelt"_s);
    job.format = named.format->name;
    job.compression = named.compression;
    job.to = path(u"x"_s + ending);
    Exporter::Progress exported;
    const auto outcome = Exporter::run(
        job, [&](const auto &now) { exported = now; }, m_cancel);
    QVERIFY2(outcome, qPrintable(outcome.error()));
    QCOMPARE(exported.written, 6'000u);
    QCOMPARE(exported.bytes, QFileInfo(job.to).size());
    Importer::Progress imported;
    const auto again = import(job.to, job.format, imported);
    QVERIFY2(again, qPrintable(again.error()));
    QCOMPARE(imported.records, 6'000u);
    QCOMPARE(imported.renumbered, 0u);
    QCOMPARE(imported.feeds, 2);
    const QByteArray before = lines(job.capture);
    QByteArray after = lines(path(u"new.livebelt"_s));
    if (job.format == "influx"_L1) // has no null
        after.replace(R"("t":"1","empty")", R"("t":"1","null":null,"empty")");
    QCOMPARE(after.count('\n'), 6'000);
    QVERIFY(after == before);
    const auto reader = CaptureReader::open(path(u"new.livebelt"_s));
    QVERIFY(reader);
    const auto feeds = (*reader)->feeds();
    QVERIFY(feeds);
    for (const FeedInfo &feed : *feeds) {
        QVERIFY(feed.counters.addUp());
        QCOMPARE(feed.durable, feed.count);
        QCOMPARE(feed.first, 42u);
    }
}

void tst_Importer::aPartOfAFeedHasNewNumbers()
{
    Exporter::Job job;
    job.capture = path(u"c.livebelt"_s);
    job.format = u"csv"_s;
    job.filter = u"has:raw"_s;
    job.to = path(u"x.csv"_s);
    QVERIFY(Exporter::run(job, {}, m_cancel));
    Importer::Progress imported;
    QVERIFY(import(job.to, job.format, imported));
    QVERIFY(imported.records > 500);
    QCOMPARE(imported.renumbered, imported.records - 2);
    QCOMPARE(lines(path(u"new.livebelt"_s)).count('\n'), int(imported.records));
}

void tst_Importer::aStretchOfTimeIsExported()
{
    const QString all = path(u"c.livebelt"_s);
    const QString since = u"2023-11-14T22:13:21Z"_s,
                  until = u"2023-11-14T22:13:30Z"_s; // the second second to the tenth
    QCOMPARE(lines(all, withTimeRange({}, since, until)).count('\n'), 2 * 10);
    QCOMPARE(lines(all, withTimeRange(u"text:plain"_s, since, {})).count("=plain"),
             lines(all, u"text:plain"_s).count("=plain"));
    QCOMPARE(lines(all, withTimeRange(u"has:raw | has:value"_s, {}, u"2023-11-14T22:13:22Z"_s)).count('\n'),
             lines(all, u"(has:raw | has:value) time<=2023-11-14T22:13:22Z"_s).count('\n'));
    QCOMPARE(withTimeRange(u"a | b"_s, {}, {}), u"a | b"_s);
}

void tst_Importer::whatOthersHaveWrittenHasTheNameOfItsFile()
{
    QFile file(path(u"readings of may.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("time,temp\n2026-05-01T10:00:00Z,21.5\n2026-05-01T10:00:01Z,\n");
    file.close();
    Importer::Progress imported;
    const auto done = import(file.fileName(), u"csv"_s, imported);
    QVERIFY2(done, qPrintable(done.error()));
    const QByteArray shown = lines(path(u"new.livebelt"_s));
    QVERIFY2(shown.startsWith(R"({"feed":"readings of may","seq":1,"received":"2026-05-01T10:00:00.000000Z")"), shown);
    QVERIFY2(shown.contains(R"("fields":{"temp":21.5})"), shown);
}

void tst_Importer::whatCannotBeReadLeavesNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing there") << u"no.csv"_s << QByteArray() << u"no.csv cannot be read"_s;
    QTest::newRow("empty") << u"x.jsonl"_s << QByteArray("\n") << u"There are no records in it"_s;
    QTest::newRow("a bad line") << u"x.jsonl"_s << QByteArray("{\"text\":\"a\"}\n[]\n") << u"Piece 2"_s;
    QTest::newRow("no database") << u"x.sqlite"_s << QByteArray(5000, 'x') << u"not a database"_s;
    TextBuilder packed;
    const auto zstd = Compressor::make(Compression::Zstd);
    zstd->pack(QByteArray(100'000, '\n'), packed);
    zstd->finish(packed);
    QTest::newRow("cut off") << u"x.jsonl.zst"_s << packed.copy().chopped(5) << u"cut off"_s;
}

void tst_Importer::whatCannotBeReadLeavesNothing()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    if (!bytes.isEmpty()) {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    Importer::Progress imported;
    const auto done = import(path(name), fileFormat(name).format->name, imported);
    QVERIFY(!done);
    QVERIFY2(done.error().contains(says), qPrintable(done.error()));
    QCOMPARE(QDir(m_dir->path()).entryList({u"new*"_s}, QDir::Files), QStringList());
}

void tst_Importer::cancellingLeavesNothing()
{
    const QByteArray all = lines(path(u"c.livebelt"_s));
    QVERIFY(!all.isEmpty());
    m_cancel = true;
    Importer::Progress imported;
    const auto done = import(path(u"shown.jsonl"_s), u"jsonl"_s, imported);
    QVERIFY(done);
    QCOMPARE(*done, Importer::Outcome::Cancelled);
    QCOMPARE(QDir(m_dir->path()).entryList({u"new*"_s}, QDir::Files), QStringList());
}

QTEST_GUILESS_MAIN(tst_Importer)
#include "tst_Importer.moc"
