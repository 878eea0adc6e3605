// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/CaptureSupply.h"
#include "app/feeds/FeedKinds.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureWriter.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/replay/ReplayKind.h"
#include "tests/support/FeedRun.h"

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Replays of captures that have really been written.
class tst_CaptureReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isTheWholeCapture();
    void beginsAndEndsWhereItIsTold_data();
    void beginsAndEndsWhereItIsTold();
    void theFilterIsTheOneOfTheWindow();
    void aWrongFilterIsSaid();
    void seeksBackWhileItRuns();
    void isReadAsItsAddressSays_data();
    void isReadAsItsAddressSays();

private:
    static constexpr qint64 second = 1'000'000;
    static constexpr int count = 600;
    QString address(const QString &query) const
    {
        return u"capture:"_s + m_directory.filePath(u"some.livebelt"_s) + u"?speed=max"_s + query;
    }
    static std::pair<int, int> range(const Records &records)
    {
        return records.empty() ? std::pair(0, 0) : std::pair(records.front().text.toInt(), records.back().text.toInt());
    }

    QTemporaryDir m_directory;
    qint64 m_begin = 0; ///< a record a second from here on
};

void tst_CaptureReplay::initTestCase()
{
    m_begin = QDateTime(QDate(2026, 3, 10), QTime(23, 55)).toMSecsSinceEpoch() * 1000;
    auto writer = CaptureWriter::open(m_directory.filePath(u"some.livebelt"_s));
    QVERIFY2(bool(writer), qPrintable(writer ? QString() : writer.error()));
    const auto feed = (*writer)->addFeed(u"lab"_s, u"test:lab"_s, u"test"_s);
    QVERIFY(feed);
    FeedBatch batch;
    batch.feed = *feed;
    for (int i = 1; i <= count; ++i) {
        Record record;
        record.received = m_begin + (i - 1) * second;
        record.text = QByteArray::number(i);
        record.subject = i % 10 == 0 ? "tenth" : "other";
        batch.records.push_back(std::move(record));
    }
    std::vector<FeedBatch> batches;
    batches.push_back(std::move(batch));
    QVERIFY((*writer)->append(batches));
}

void tst_CaptureReplay::isTheWholeCapture()
{
    FeedRun run(replayKind(&captureRecords), address({}));
    QVERIFY(run.waitForEnd());
    QCOMPARE(int(run.dataCount()), count);
    QCOMPARE(run.data().back().time, m_begin + (count - 1) * second);
}

void tst_CaptureReplay::beginsAndEndsWhereItIsTold_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::newRow("records") << u"&from=seq:100&to=seq:200"_s << 100 << 200;
    QTest::newRow("distances") << u"&from=%2B10s&to=%2B1m"_s << 11 << 61;
    QTest::newRow("time of day") << u"&from=23:56&to=23:56:30"_s << 61 << 91;
    QTest::newRow("past midnight") << u"&from=00:00:00"_s << 301 << count;
    QTest::newRow("a date") << u"&to=2026-03-10T23:55:09"_s << 1 << 10;
    QTest::newRow("more than there is") << u"&from=seq:590&to=seq:9999"_s << 590 << count;
    QTest::newRow("nothing") << u"&from=seq:601"_s << 0 << 0;
}

void tst_CaptureReplay::beginsAndEndsWhereItIsTold()
{
    QFETCH(QString, query);
    QFETCH(int, first);
    QFETCH(int, last);
    FeedRun run(replayKind(&captureRecords), address(query));
    QVERIFY(run.waitForEnd());
    QCOMPARE(range(run.data()), std::pair(first, last));
    QCOMPARE(run.count(NoticeType::Failed), 0);
}

void tst_CaptureReplay::theFilterIsTheOneOfTheWindow()
{
    FeedRun run(replayKind(&captureRecords), address(u"&filter=subject:tenth%20-text:50"_s));
    QVERIFY(run.waitForEnd());
    for (const Record &record : run.data())
        QVERIFY(record.subject == "tenth" && !record.text.contains("50"));
    QCOMPARE(int(run.dataCount()), 60 - 7); // 50, 150 to 550, and 500
}

void tst_CaptureReplay::aWrongFilterIsSaid()
{
    FeedRun run(replayKind(&captureRecords), address(u"&filter=\"open"_s));
    QVERIFY(run.waitForEnd());
    QCOMPARE(run.count(NoticeType::Failed), 1);
}

void tst_CaptureReplay::seeksBackWhileItRuns()
{
    FeedRun run(replayKind(&captureRecords), address(u"&from=seq:500"_s).replace(u"speed=max"_s, u"speed=1"_s));
    QVERIFY(run.waitForData(1));
    QVERIFY(run.send("pause"));
    QVERIFY(run.send("seek -60s"));
    QVERIFY(run.send("speed max"));
    QVERIFY(run.send("resume"));
    QVERIFY(run.waitForEnd());
    const Records data = run.data();
    const auto back =
        std::find_if(data.begin(), data.end(), [](const Record &record) { return record.text.toInt() < 500; });
    QVERIFY(back != data.end());
    QVERIFY(back->text.toInt() >= 440 && data.back().text.toInt() == count);
}

void tst_CaptureReplay::isReadAsItsAddressSays_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("temperature");
    QTest::addColumn<bool>("hasValue");
    QTest::newRow("as it was") << QString() << QByteArray() << false;
    QTest::newRow("a table") << u"&parse=csv"_s << QByteArray("21.5") << true;
    QTest::newRow("a table, from its middle") << u"&parse=csv&from=seq:2"_s << QByteArray("21.5") << true;
    QTest::newRow("a pattern") << u"&pattern=,(?<temperature>[0-9.]%2B)"_s << QByteArray("21.5") << true;
}

void tst_CaptureReplay::isReadAsItsAddressSays()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, temperature);
    QFETCH(bool, hasValue);
    const QString path = m_directory.filePath(u"table.livebelt"_s);
    if (!QFile::exists(path)) {
        auto writer = CaptureWriter::open(path);
        QVERIFY(writer);
        const auto feed = (*writer)->addFeed(u"lab"_s, u"tcp://127.0.0.1:7000?parse=text"_s, u"tcp"_s);
        QVERIFY(feed);
        FeedBatch batch;
        batch.feed = *feed;
        for (const QByteArray line : {"place,temperature", "kitchen,21.5"}) {
            Record record;
            record.received = m_begin;
            record.text = line;
            batch.records.push_back(std::move(record));
        }
        std::vector<FeedBatch> batches;
        batches.push_back(std::move(batch));
        QVERIFY((*writer)->append(batches));
    }
    const FeedKinds kinds;
    const QString where = u"capture:"_s + path + u"?speed=max"_s + query;
    const auto kind = kinds.find(*FeedAddress::parse(where));
    QVERIFY2(kind, qPrintable(kind ? QString() : kind.error()));
    FeedRun run(**kind, where);
    QVERIFY(run.waitForEnd());
    QCOMPARE(run.count(NoticeType::Failed), 0);
    const Record last = run.data().back();
    QCOMPARE(last.arrived(), "kitchen,21.5");
    QCOMPARE(fieldValue(last.fields, "temperature"), temperature);
    QCOMPARE(last.hasValue(), hasValue);
}

QTEST_GUILESS_MAIN(tst_CaptureReplay)
#include "tst_CaptureReplay.moc"
