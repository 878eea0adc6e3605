// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Record.h"
#include "model/records/Timestamp.h"
#include "sources/parse/values/TimeReader.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

qint64 at(QByteArrayView rfc3339)
{
    return fromRfc3339(rfc3339).value_or(noTime);
}

/// The time and the form of what was read.
QByteArray shown(const std::optional<ReadTime> &time)
{
    return time ? toRfc3339(time->time) + ' ' + timeFormName(time->form).toByteArray() + ' ' +
                      QByteArray::number(time->used)
                : "none";
}

} // namespace

/// What a text leaves out: its year, its day, its zone.
class tst_TimeReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "Europe/Berlin"); }

    void aMissingYearIsTheLatestThatFits_data();
    void aMissingYearIsTheLatestThatFits();
    void aMissingDateIsTheDayOfTheReference_data();
    void aMissingDateIsTheDayOfTheReference();
    void theZoneInTheTextWinsThenTheOptionThenTheLocalOne();
    void clocksThatAreSet_data();
    void clocksThatAreSet();
};

void tst_TimeReference::aMissingYearIsTheLatestThatFits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("December in March's file") << QByteArray("Dec 31 23:00:00") << QByteArray("2026-03-10T00:00:00Z")
                                              << QByteArray("2025-12-31T23:00:00.000000Z");
    QTest::newRow("the same day") << QByteArray("Mar 10 00:00:00") << QByteArray("2026-03-10T00:00:00Z")
                                  << QByteArray("2026-03-10T00:00:00.000000Z");
    QTest::newRow("hours later: another zone") << QByteArray("Mar 10 14:00:00") << QByteArray("2026-03-10T00:00:00Z")
                                               << QByteArray("2026-03-10T14:00:00.000000Z");
    QTest::newRow("a day and a second later") << QByteArray("Mar 11 00:00:01") << QByteArray("2026-03-10T00:00:00Z")
                                              << QByteArray("2025-03-11T00:00:01.000000Z");
    QTest::newRow("January, seen from the last second of the year")
        << QByteArray("Jan  1 00:00:01") << QByteArray("2026-12-31T23:59:59Z")
        << QByteArray("2027-01-01T00:00:01.000000Z");
    QTest::newRow("the leap day is in a leap year")
        << QByteArray("Feb 29 12:00:00") << QByteArray("2027-11-30T00:00:00Z")
        << QByteArray("2024-02-29T12:00:00.000000Z");
    QTest::newRow("1900 was none") << QByteArray("Feb 29 12:00:00") << QByteArray("1903-11-30T00:00:00Z")
                                   << QByteArray("1896-02-29T12:00:00.000000Z");
    QTest::newRow("glog") << QByteArray("1231 23:00:00.5") << QByteArray("2026-03-10T00:00:00Z")
                          << QByteArray("2025-12-31T23:00:00.500000Z");
    QTest::newRow("Redis before 4") << QByteArray("31 Dec 23:00:00.500") << QByteArray("2026-03-10T00:00:00Z")
                                    << QByteArray("2025-12-31T23:00:00.500000Z");
    QTest::newRow("its zone is told") << QByteArray("Jan  1 00:00:00 CET") << QByteArray("2025-12-30T23:00:00Z")
                                      << QByteArray("2025-12-31T23:00:00.000000Z");
}

void tst_TimeReference::aMissingYearIsTheLatestThatFits()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, reference);
    QFETCH(const QByteArray, expected);
    TimeReader reader(ZoneRule::fixed(0));
    const auto time = reader.readWhole(text, at(reference));
    QVERIFY(time);
    QCOMPARE(toRfc3339(time->time), expected);
    QVERIFY(!reader.read(text, noTime));
}

void tst_TimeReference::aMissingDateIsTheDayOfTheReference_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("earlier") << QByteArray("09:15:02") << QByteArray("2026-11-30T12:00:00Z")
                             << QByteArray("2026-11-30T09:15:02.000000Z");
    QTest::newRow("a little later") << QByteArray("12:15:02.5") << QByteArray("2026-11-30T12:00:00Z")
                                    << QByteArray("2026-11-30T12:15:02.500000Z");
    QTest::newRow("just before midnight, arrived after it")
        << QByteArray("23:59:59.9") << QByteArray("2026-12-01T00:00:00.1Z")
        << QByteArray("2026-11-30T23:59:59.900000Z");
    QTest::newRow("early in the file of an evening")
        << QByteArray("00:00:05") << QByteArray("2026-11-30T23:00:00Z") << QByteArray("2026-11-30T00:00:05.000000Z");
    QTest::newRow("the day in the zone that is told")
        << QByteArray("08:00:00 +0900") << QByteArray("2026-11-30T23:30:00Z")
        << QByteArray("2026-11-30T23:00:00.000000Z");
}

void tst_TimeReference::aMissingDateIsTheDayOfTheReference()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, reference);
    QFETCH(const QByteArray, expected);
    TimeReader reader(ZoneRule::fixed(0));
    const auto time = reader.readWhole(text, at(reference));
    QVERIFY(time);
    QCOMPARE(toRfc3339(time->time), expected);
}

void tst_TimeReference::theZoneInTheTextWinsThenTheOptionThenTheLocalOne()
{
    const auto read = [](QByteArrayView zone, QByteArrayView text) {
        auto reader = TimeReader::from(zone, {});
        return reader ? shown((*reader).readWhole(text, at("2026-12-01T00:00:00Z"))) : reader.error().toUtf8();
    };
    QCOMPARE(read("America/New_York", "2026-11-30 09:15:02+01"), "2026-11-30T08:15:02.000000Z iso 22");
    QCOMPARE(read("America/New_York", "2026-11-30 09:15:02"), "2026-11-30T14:15:02.000000Z iso 19");
    QCOMPARE(read("America/New_York", "2026-07-30 09:15:02"), "2026-07-30T13:15:02.000000Z iso 19");
    QCOMPARE(read("-03:30", "2026-11-30 09:15:02"), "2026-11-30T12:45:02.000000Z iso 19");
    QCOMPARE(read("UTC", "2026-11-30 09:15:02"), "2026-11-30T09:15:02.000000Z iso 19");
    QCOMPARE(read("", "2026-11-30 09:15:02"), "2026-11-30T08:15:02.000000Z iso 19");
    QCOMPARE(read("local", "2026-07-30 09:15:02"), "2026-07-30T07:15:02.000000Z iso 19");
    // What IST and CST mean, the zone knows best.
    QCOMPARE(read("Asia/Kolkata", "2026-11-30 09:15:02 IST"), "2026-11-30T03:45:02.000000Z iso 23");
    QCOMPARE(read("Asia/Shanghai", "2026-11-30 09:15:02 CST"), "2026-11-30T01:15:02.000000Z iso 23");
    QCOMPARE(read("UTC", "2026-11-30 09:15:02 CST"), "2026-11-30T15:15:02.000000Z iso 23");
    QVERIFY(read("Europe/Berlim", "").contains("Europe/Berlim"));
    QVERIFY(read("+25:00", "").contains("+25:00"));
}

void tst_TimeReference::clocksThatAreSet_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    for (const char *zone : {"local", "Europe/Berlin"}) {
        const auto row = [zone](const char *name, const char *text, const char *expected) {
            QTest::addRow("%s: %s", zone, name) << QByteArray(zone) << QByteArray(text) << QByteArray(expected);
        };
        row("before the gap", "2026-03-29 01:59:59", "2026-03-29T00:59:59.000000Z");
        row("in the gap", "2026-03-29 02:30:00", "2026-03-29T01:30:00.000000Z");
        row("after the gap", "2026-03-29 03:00:00", "2026-03-29T01:00:00.000000Z");
        row("before the hour that is there twice", "2026-10-25 01:59:59", "2026-10-24T23:59:59.000000Z");
        row("in it", "2026-10-25 02:30:00", "2026-10-25T00:30:00.000000Z");
        row("after it", "2026-10-25 03:00:00", "2026-10-25T02:00:00.000000Z");
        row("in it, with the word", "2026-10-25 02:30:00 CET", "2026-10-25T01:30:00.000000Z");
    }
    QTest::newRow("half an hour") << QByteArray("Australia/Lord_Howe") << QByteArray("2026-10-04 02:15:00")
                                  << QByteArray("2026-10-03T15:45:00.000000Z");
}

void tst_TimeReference::clocksThatAreSet()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    auto reader = TimeReader::from(zone, {});
    QVERIFY2(reader, qPrintable(reader.error()));
    for (int i = 0; i < 2; ++i) { // what it remembers is right, too
        const auto time = (*reader).readWhole(text, noTime);
        QVERIFY(time);
        QCOMPARE(toRfc3339(time->time), expected);
        QVERIFY((*reader).readWhole(i == 0 ? "2026-01-01 00:00:00" : "2026-07-01 00:00:00", noTime));
    }
}

QTEST_GUILESS_MAIN(tst_TimeReference)
#include "tst_TimeReference.moc"
