// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Exporter.h"
#include "model/capture/CaptureWriter.h"
#include "model/records/Notice.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_Exporter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void allFeedsOrOne();
    void aFilterAndARange();
    void csvHasTheFieldsOfTheFirstRecordsAsColumns();
    void progressReachesTheEnd();
    void whatTheCaptureLacksIsTold();
    void cancellingLeavesNothingBehind();
    void aFailureLeavesTheOldFile();
    void mistakesAreSaidInWords();

private:
    Exporter::Job job(const QString &to = u"out.jsonl"_s) const;
    QByteArray exported(const Exporter::Job &job);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::atomic<bool> m_cancel = false;
};

void tst_Exporter::init()
{
    m_cancel = false;
    m_dir = std::make_unique<QTemporaryDir>();
    auto writer = CaptureWriter::open(m_dir->filePath(u"c.livebelt"_s));
    QVERIFY2(writer, qPrintable(writer.error()));
    for (const QString &name : {u"one"_s, u"two"_s}) {
        FeedBatch batch;
        batch.feed = *(*writer)->addFeed(name, u"test:"_s + name, u"test"_s);
        for (int i = 0; i < 30'000; ++i) {
            Record record;
            record.received = i;
            record.text = (i % 10 ? "plain " : "special ") + QByteArray::number(i);
            batch.records.push_back(record);
        }
        batch.received = batch.records.size();
        QVERIFY((*writer)->append(std::span(&batch, 1)));
    }
}

Exporter::Job tst_Exporter::job(const QString &to) const
{
    Exporter::Job job;
    job.capture = m_dir->filePath(u"c.livebelt"_s);
    job.format = u"jsonl"_s;
    job.to = m_dir->filePath(to);
    return job;
}

QByteArray tst_Exporter::exported(const Exporter::Job &job)
{
    const auto outcome = Exporter::run(job, {}, m_cancel);
    if (!outcome)
        return outcome.error().toUtf8();
    QFile file(job.to);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_Exporter::allFeedsOrOne()
{
    QCOMPARE(exported(job()).count('\n'), 60'000);
    Exporter::Job one = job();
    one.feeds = QStringList{u"two"_s};
    const QByteArray text = exported(one);
    QCOMPARE(text.count('\n'), 30'000);
    QVERIFY(!text.contains("\"one\""));
    one.feeds = QStringList{u"test:one"_s};
    QCOMPARE(exported(one).count("\"feed\":\"one\""), 30'000);
}

void tst_Exporter::aFilterAndARange()
{
    Exporter::Job some = job();
    some.feed = 1;
    some.filter = u"special"_s;
    some.firstSeq = 101;
    some.lastSeq = 25'100;
    const QByteArray text = exported(some);
    QCOMPARE(text.count('\n'), 2'500);
    QVERIFY(text.startsWith("{\"feed\":\"one\",\"seq\":101,"));
    QVERIFY(Exporter::advice(some).isEmpty());
    some.filter = u"nosuch:1 special"_s;
    QCOMPARE(Exporter::advice(some).size(), 1);
    QVERIFY(Exporter::advice(some).constFirst().startsWith(u"No field is called “nosuch” here"));
}

void tst_Exporter::csvHasTheFieldsOfTheFirstRecordsAsColumns()
{
    {
        auto writer = CaptureWriter::open(m_dir->filePath(u"fields.livebelt"_s));
        QVERIFY(writer);
        for (const QString &name : {u"one"_s, u"two"_s}) {
            FeedBatch batch;
            batch.feed = *(*writer)->addFeed(name, u"test:"_s + name, u"test"_s);
            for (int i = 1; i <= 1'500; ++i) {
                Record record;
                record.received = 0;
                record.text = name.toUtf8() + QByteArray::number(i);
                record.fields = i > 1000 ? R"({"late":2,"a":3})" : "{\"" + name.toUtf8() + "\":1,\"a\":2}";
                batch.records.push_back(record);
            }
            batch.received = batch.records.size();
            QVERIFY((*writer)->append(std::span(&batch, 1)));
        }
    }
    Exporter::Job csv = job();
    csv.capture = m_dir->filePath(u"fields.livebelt"_s);
    csv.format = u"csv"_s;
    const QByteArrayList lines = exported(csv).split('\n');
    QCOMPARE(lines.size(), 3'002);
    QCOMPARE(lines[0],
             "feed,seq,received,time,kind,level,subject,text,value,unit,one,a,two,more,raw,ending,continues\r");
    QVERIFY2(lines[1000].endsWith(",one1000,,,1,2,,,,,\r"), lines[1000].constData());
    QVERIFY2(lines[1001].endsWith(",one1001,,,,3,,\"{\"\"late\"\":2}\",,,\r"), lines[1001].constData());
    QVERIFY2(lines[1501].endsWith(",two1,,,,2,1,,,,\r"), lines[1501].constData());
    csv.filter = u"late:2"_s; // what is exported counts
    QVERIFY(exported(csv).startsWith(
        "feed,seq,received,time,kind,level,subject,text,value,unit,late,a,more,raw,ending,continues\r"));
    csv.filter.clear();
    csv.columns = QStringList{u"late"_s, u"text"_s};
    QVERIFY(exported(csv).startsWith("late,text\r\n,one1\r\n"));
    csv.columns.clear();
    csv.csvFields = CsvFields::Json;
    QVERIFY(exported(csv).startsWith(
        "feed,seq,received,time,kind,level,subject,text,value,unit,fields,raw,ending,continues\r"));
}

void tst_Exporter::progressReachesTheEnd()
{
    Exporter::Progress last;
    const auto outcome = Exporter::run(
        job(),
        [&](const Exporter::Progress &now) {
            QVERIFY(now.scanned >= last.scanned && now.scanned <= now.total);
            last = now;
        },
        m_cancel);
    QVERIFY(outcome);
    QCOMPARE(last.total, 60'000u);
    QCOMPARE(last.scanned, 60'000u);
    QCOMPARE(last.written, 60'000u);
    QCOMPARE(last.bytes, QFileInfo(job().to).size());
    QCOMPARE(last.captured.received, 60'000u);
    QCOMPARE(last.captured.stored, 60'000u);
}

void tst_Exporter::whatTheCaptureLacksIsTold()
{
    auto writer = CaptureWriter::open(m_dir->filePath(u"c.livebelt"_s));
    QVERIFY(writer);
    FeedBatch batch;
    batch.feed = *(*writer)->addFeed(u"three"_s, u"test:three"_s, u"test"_s);
    batch.records = {makeDropped(12, "full"), makeNotice(NoticeType::Quarantined, "odd", {}, "\xff"), Record()};
    batch.received = 14;
    QVERIFY((*writer)->append(std::span(&batch, 1)));
    Exporter::Job of = job();
    FeedCounters captured;
    const auto keep = [&captured](const Exporter::Progress &now) { captured = now.captured; };
    QVERIFY(Exporter::run(of, keep, m_cancel));
    QCOMPARE(captured.received, 60'014u);
    QVERIFY(captured.addUp());
    QCOMPARE(captured.dropped, 12u);
    QCOMPARE(captured.quarantined, 1u);
    of.feeds = QStringList{u"one"_s};
    QVERIFY(Exporter::run(of, keep, m_cancel));
    QCOMPARE(captured.dropped, 0u);
}

void tst_Exporter::cancellingLeavesNothingBehind()
{
    m_cancel = true;
    const auto outcome = Exporter::run(job(), {}, m_cancel);
    QVERIFY(outcome);
    QCOMPARE(*outcome, Exporter::Outcome::Cancelled);
    QVERIFY(QDir(m_dir->path()).entryList({u"out*"_s}).isEmpty());
}

void tst_Exporter::aFailureLeavesTheOldFile()
{
    QFile old(job().to);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    m_cancel = true;
    QVERIFY(Exporter::run(job(), {}, m_cancel));
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
}

void tst_Exporter::mistakesAreSaidInWords()
{
    Exporter::Job wrong = job(u"no/such/folder.jsonl"_s);
    QVERIFY(!Exporter::run(wrong, {}, m_cancel));
    wrong = job();
    wrong.filter = u"\"open"_s;
    QVERIFY(!Exporter::run(wrong, {}, m_cancel));
    wrong = job();
    wrong.feeds = QStringList{u"three"_s};
    const auto outcome = Exporter::run(wrong, {}, m_cancel);
    QVERIFY(!outcome);
    QVERIFY2(outcome.error().contains(u"one, two"_s), qPrintable(outcome.error()));
    wrong = job(u"c.livebelt"_s);
    QVERIFY(!Exporter::run(wrong, {}, m_cancel));
}

QTEST_GUILESS_MAIN(tst_Exporter)
#include "tst_Exporter.moc"
