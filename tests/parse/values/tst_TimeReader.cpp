// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Record.h"
#include "model/records/Timestamp.h"
#include "sources/parse/values/EpochTime.h"
#include "sources/parse/values/TimeReader.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

qint64 at(QByteArrayView rfc3339)
{
    return fromRfc3339(rfc3339).value_or(noTime);
}

/// What was read, as a person checks it: the time, the nanoseconds beyond it, the form, the bytes used.
QByteArray shown(const std::optional<ReadTime> &time)
{
    if (!time)
        return "none";
    QByteArray text = toRfc3339(time->time);
    if (time->nanos > 0)
        text.chop(1), text += QByteArray::number(time->nanos).rightJustified(3, '0') + 'Z';
    return text.append(' ').append(timeFormName(time->form)).append(' ').append(QByteArray::number(time->used));
}

} // namespace

class tst_TimeReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "Europe/Berlin"); }

    void everyFormIsRead_data();
    void everyFormIsRead();
    void whatIsNoTimeIsNone_data();
    void whatIsNoTimeIsNone();
    void aFormatOfAPerson_data();
    void aFormatOfAPerson();
    void aFormatThatIsNoneIsRefused_data();
    void aFormatThatIsNoneIsRefused();
    void numbersThatCountSince1970();
    void whatTheOldReaderRead();
};

void tst_TimeReader::everyFormIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected"); // local is Berlin, the reference is 2026-12-01T12:00Z

    const auto row = [](const char *text, const char *expected) {
        QTest::addRow("%s", text) << QByteArray(text) << QByteArray(expected);
    };
    row("2026-11-30T09:15:02Z", "2026-11-30T09:15:02.000000Z iso 20");
    row("2026-11-30T09:15:02.417Z x", "2026-11-30T09:15:02.417000Z iso 24");
    row("2026-11-30t09:15:02z", "2026-11-30T09:15:02.000000Z iso 20");
    row("2026-11-30T09:15:02.123456789+01:00", "2026-11-30T08:15:02.123456789Z iso 35");
    row("2026-11-30 09:15:02,417 ERROR", "2026-11-30T08:15:02.417000Z iso 23");
    row("2026-11-30 09:15:02:417 x", "2026-11-30T08:15:02.417000Z iso 23");
    row("2026-11-30 09:15:02 x", "2026-11-30T08:15:02.000000Z iso 19");
    row("2026-11-30 09:15:02, x", "2026-11-30T08:15:02.000000Z iso 19");
    row("2026-11-30 09:15:02,21.5", "2026-11-30T08:15:02.000000Z iso 19"); // a column of a table
    row("2026-11-30 09:15:02,5", "2026-11-30T08:15:02.500000Z iso 21");
    row("2026-11-30 09:15", "2026-11-30T08:15:00.000000Z iso 16");
    row("2026-11-30\t09:15:02", "2026-11-30T08:15:02.000000Z iso 19");
    row("2026-11-30  9:15:02 0 [Note]", "2026-11-30T08:15:02.000000Z iso 19");
    row("2026-11-30", "2026-11-29T23:00:00.000000Z iso 10");
    row("2026-11-30 09:15:02.123 UTC [17]", "2026-11-30T09:15:02.123000Z iso 27");
    row("2026-11-30 09:15:02.123 CET [17]", "2026-11-30T08:15:02.123000Z iso 27");
    row("2026-11-30 09:15:02.123 EST", "2026-11-30T14:15:02.123000Z iso 27");
    row("2026-11-30 09:15:02 WARN", "2026-11-30T08:15:02.000000Z iso 19");
    row("2026-11-30 09:15:02+01", "2026-11-30T08:15:02.000000Z iso 22");
    row("2026-11-30 09:15:02 +0530", "2026-11-30T03:45:02.000000Z iso 25");
    row("2026-11-30 09:15:02 GMT+2", "2026-11-30T09:15:02.000000Z iso 23");
    row("2026-11-30 09:15:02 UTC-03:00", "2026-11-30T12:15:02.000000Z iso 29");
    row("2026-11-30 09:15:02 America/New_York x", "2026-11-30T14:15:02.000000Z iso 36");
    row("2026-11-30 09:15:02 Nowhere/At_All x", "2026-11-30T08:15:02.000000Z iso 19");
    row("30-Nov-2026 09:15:02 Europe/London] PHP", "2026-11-30T09:15:02.000000Z mail 34");
    row("2026-11-30 09:15:02 -5 degrees", "2026-11-30T08:15:02.000000Z iso 19");
    row("2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000000Z iso 20");
    row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z iso 20");
    row("2026/11/30 09:15:02 [error]", "2026-11-30T08:15:02.000000Z ymd 19");
    row("2026/11/30 09:15:02.123456 x", "2026-11-30T08:15:02.123456Z ymd 26");
    row("2026.11.30 09:15:02", "2026-11-30T08:15:02.000000Z ymd 19");
    row("20261130T091502Z", "2026-11-30T09:15:02.000000Z basic 16");
    row("20261130T091502.5+0100", "2026-11-30T08:15:02.500000Z basic 22");
    row("20261130091502", "2026-11-30T08:15:02.000000Z basic 14");
    row("20261130-09:15:02.123", "2026-11-30T08:15:02.123000Z basic 21");
    row("20261130 09:15:02.123456", "2026-11-30T08:15:02.123456Z basic 24");
    row("261130  9:15:02 [Note]", "2026-11-30T08:15:02.000000Z short 15");
    row("Nov 30 09:15:02 host", "2026-11-30T08:15:02.000000Z syslog 15");
    row("Nov  2 09:15:02 host", "2026-11-02T08:15:02.000000Z syslog 15");
    row("Nov 30 09:15:02.123 host", "2026-11-30T08:15:02.123000Z syslog 19");
    row("Nov 30 2025 09:15:02 host", "2025-11-30T08:15:02.000000Z syslog 20");
    row("Nov 30 2025 09:15:02.456: %ASA", "2025-11-30T08:15:02.456000Z syslog 24");
    row("*Nov 30 09:15:02.123 UTC: %SYS", "2026-11-30T09:15:02.123000Z syslog 24");
    row("2026 Nov 30 09:15:02 cisco", "2026-11-30T08:15:02.000000Z syslog 20");
    row("Mon Nov 30 09:15:02 2026] x", "2026-11-30T08:15:02.000000Z date 24");
    row("Mon Nov 30 09:15:02.123456 2026", "2026-11-30T08:15:02.123456Z date 31");
    row("Mon Nov 30 09:15:02 UTC 2026", "2026-11-30T09:15:02.000000Z date 28");
    row("Mon Nov 30 09:15:02 +0100 2026", "2026-11-30T08:15:02.000000Z date 30");
    row("Mon Nov 30 09:15:02 XYZ 2026", "2026-11-30T08:15:02.000000Z date 28");
    row("Mon Nov 30 09:15:02 x", "2026-11-30T08:15:02.000000Z date 19");
    row("Mon, 30 Nov 2026 09:15:02 +0100", "2026-11-30T08:15:02.000000Z mail 31");
    row("Monday, 30-Nov-26 09:15:02 GMT", "2026-11-30T09:15:02.000000Z mail 30");
    row("30 Nov 2026 09:15:02.123 * Ready", "2026-11-30T08:15:02.123000Z mail 24");
    row("30 Nov 09:15:02.123 # Ready", "2026-11-30T08:15:02.123000Z mail 19");
    row("30-Nov-2026 09:15:02.123 INFO", "2026-11-30T08:15:02.123000Z mail 24");
    row("30-Nov-2026::09:15:02 ===", "2026-11-30T08:15:02.000000Z mail 21");
    row("Mon 30 Nov 2026 09:15:02 PM CET", "2026-11-30T20:15:02.000000Z mail 31");
    row("30/Nov/2026:09:15:02 -0800] x", "2026-11-30T17:15:02.000000Z access 26");
    row("30/Nov/2026:09:15:02.123 x", "2026-11-30T08:15:02.123000Z access 24");
    row("Nov 30, 2026 9:15:02 AM com.x", "2026-11-30T08:15:02.000000Z words 23");
    row("Nov 30, 2026, 9:15:02 PM com.x", "2026-11-30T20:15:02.000000Z words 24");
    row("November 30, 2026 12:15:02\u202fAM", "2026-11-29T23:15:02.000000Z words 31");
    row("Nov 30, 2026 @ 09:15:02.417", "2026-11-30T08:15:02.417000Z words 27");
    row("11/30/2026 9:15:02 AM x", "2026-11-30T08:15:02.000000Z mdy 21");
    row("11/30/26 09:15:02:417 CET", "2026-11-30T08:15:02.417000Z mdy 25");
    row("1/2/2026, 12:00 PM", "2026-01-02T11:00:00.000000Z mdy 18");
    row("30.11.2026 09:15:02,417", "2026-11-30T08:15:02.417000Z dmy 23");
    row("30/11/2026 09:15:02", "2026-11-30T08:15:02.000000Z dmy 19");
    row("30-11-99 09:15:02", "1999-11-30T08:15:02.000000Z dmy 17");
    row("1130 09:15:02.123456 1 x.go:1]", "2026-11-30T08:15:02.123456Z glog 20");
    row("09:15:02.123 x", "2026-12-01T08:15:02.123000Z clock 12");
    row("9:15:02 PM", "2026-12-01T20:15:02.000000Z clock 10");
    row("1764494102", "2025-11-30T09:15:02.000000Z epoch 10");
    row("1764494102.5 x", "2025-11-30T09:15:02.500000Z epoch 12");
    row("1764494102.123456789", "2025-11-30T09:15:02.123456789Z epoch 20");
    row("1764494102417", "2025-11-30T09:15:02.417000Z epoch 13");
    row("1764494102417.25", "2025-11-30T09:15:02.417250Z epoch 16");
    row("1764494102417123", "2025-11-30T09:15:02.417123Z epoch 16");
    row("1764494102417123456", "2025-11-30T09:15:02.417123456Z epoch 19");
    row("@40000000692c0a90075bcd15 x", "2025-11-30T09:12:38.123456789Z tai64 25");
}

void tst_TimeReader::everyFormIsRead()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    TimeReader reader;
    QCOMPARE(shown(reader.read(text, at("2026-12-01T12:00:00Z"))), expected);
}

void tst_TimeReader::whatIsNoTimeIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             " ",
                             "x",
                             "1",
                             "12",
                             "123.5",
                             "99999999",
                             "1e9",
                             "192.168.0.1 x",
                             "10.0.0.1",
                             "2026",
                             "2026-11",
                             "2026-13-01T00:00:00Z",
                             "2026-02-29T00:00:00Z",
                             "2026-11-31 00:00:00",
                             "2026-11-30T24:00:00Z",
                             "2026-11-30T09:60:00Z",
                             "2026-11-30x",
                             "2026-11-30 hello",
                             "Nov 31 09:15:02",
                             "Nov 30",
                             "Nov 30 hello",
                             "Mon",
                             "Monday morning",
                             "Mar 1000",
                             "May be",
                             "9:15",
                             "9:5:1",
                             "09:15:021",
                             "1/2",
                             "1/2/3",
                             "30/Nov/2026",
                             "1130 apples",
                             "12345678901234567890123",
                             "1764494102abc",
                             "@4000",
                             "@zz",
                             "20261330T091502Z",
                             "20261130",
                             "0000 00:00:00",
                             "123456 12:00",
                             "1:2:3:4",
                             "12.5.7",
                             "-1764494102",
                             "*",
                             "*Nov",
                             "2026-11-30T09:15:02.417Zebra"})
        QTest::addRow("%s", text) << QByteArray(text);
}

void tst_TimeReader::whatIsNoTimeIsNone()
{
    QFETCH(const QByteArray, text);
    TimeReader reader;
    const auto time = reader.readWhole(text, at("2026-12-01T12:00:00Z"));
    QCOMPARE(shown(time), QByteArray("none"));
}

void tst_TimeReader::aFormatOfAPerson_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *format, const char *text, const char *expected) {
        QTest::addRow("%s", format) << QByteArray(format) << QByteArray(text) << QByteArray(expected);
    };
    row("%Y-%m-%dT%H:%M:%S", "2026-11-30T09:15:02Z", "2026-11-30T09:15:02.000000Z  19");
    row("%F %T.%f", "2026-11-30 09:15:02.123456789", "2026-11-30T09:15:02.123456789Z  29");
    row("%d/%m/%y %H:%M", "1/2/26 9:05 x", "2026-02-01T09:05:00.000000Z  11");
    row("%d-%m-%Y %I.%M.%S %p", "30-11-2026 12.15.02 AM", "2026-11-30T00:15:02.000000Z  22");
    row("%A, %d %B %Y %H:%M:%S %z", "Monday, 30 November 2026 09:15:02 +0100", "2026-11-30T08:15:02.000000Z  39");
    row("%y%m%d%H%M%S", "261130091502", "2026-11-30T09:15:02.000000Z  12");
    row("%Y.%j %T", "2026.334 09:15:02", "2026-11-30T09:15:02.000000Z  17");
    row("%s", "17", "1970-01-01T00:00:17.000000Z  2");
    row("%s.%f", "1764494102.417", "2025-11-30T09:15:02.417000Z  14");
    row("%Q", "1764494102417", "2025-11-30T09:15:02.417000Z  13");
    row("%H:%M:%S %Z", "09:15:02 CET", "2026-12-01T08:15:02.000000Z  12");
    row("%b %e %H:%M:%S", "Dec  2 09:15:02", "2025-12-02T09:15:02.000000Z  15");
    row("%Y-%m", "2026-11", "2026-11-01T00:00:00.000000Z  7");
    row("100%% %Y", "100% 2026", "2026-01-01T00:00:00.000000Z  9");
    row("%d.%m.%Y", "2026-11-30", "none");
    row("%Y-%m-%d", "2026-02-30", "none");
    row("%m/%d", "13/01", "none");
}

void tst_TimeReader::aFormatOfAPerson()
{
    QFETCH(const QByteArray, format);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, expected);
    auto reader = TimeReader::from("UTC", format);
    QVERIFY2(reader, qPrintable(reader.error()));
    QCOMPARE(shown((*reader).read(text, at("2026-12-01T00:00:00Z"))), expected);
}

void tst_TimeReader::aFormatThatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown letter") << QByteArray("%Y-%q") << u"%q"_s;
    QTest::newRow("cut off") << QByteArray("%Y-%") << u"%Y-%"_s;
    QTest::newRow("nothing of a time") << QByteArray("yyyy-MM-dd") << u"yyyy-MM-dd"_s;
}

void tst_TimeReader::aFormatThatIsNoneIsRefused()
{
    QFETCH(const QByteArray, format);
    QFETCH(const QString, named);
    const auto reader = TimeReader::from({}, format);
    QVERIFY(!reader);
    QVERIFY2(reader.error().contains(named), qPrintable(reader.error()));
}

void tst_TimeReader::numbersThatCountSince1970()
{
    QCOMPARE(epochMicros(qint64(1'764'494'102)), 1'764'494'102'000'000);
    QCOMPARE(epochMicros(qint64(1'764'494'102'417)), 1'764'494'102'417'000);
    QCOMPARE(epochMicros(qint64(1'764'494'102'417'123)), 1'764'494'102'417'123);
    QCOMPARE(epochMicros(qint64(1'764'494'102'417'123'456)), 1'764'494'102'417'123);
    QCOMPARE(epochMicros(1'764'494'102.5), 1'764'494'102'500'000);
    QVERIFY(!epochMicros(qint64(99'999'999)));
    QVERIFY(!epochMicros(qint64(-5)));
    QVERIFY(!epochMicros(qQNaN()));
    QVERIFY(!epochMicros(qInf()));
}

/// The forms of timeFromText(): what was a time remains one.
void tst_TimeReader::whatTheOldReaderRead()
{
    TimeReader reader(ZoneRule::fixed(0));
    for (const char *text : {"2026-11-22T10:15:30Z", "2026-11-22 10:15:30", "2026-11-22T10:15:30,5",
                             "2026-11-22T10:15:30.25+0100", " 2026-11-22T11:15:30+01:00 "})
        QVERIFY2(reader.readWhole(text, noTime), text);
}

QTEST_GUILESS_MAIN(tst_TimeReader)
#include "tst_TimeReader.moc"
