// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Record.h"
#include "model/records/Timestamp.h"

#include <QDateTime>
#include <QTest>
#include <random>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_Timestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreWrittenAndReadBack_data()
    {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00.000000Z");
        QTest::newRow("now") << qint64(1'795'342'530'123'456) << QByteArray("2026-11-22T10:15:30.123456Z");
        QTest::newRow("before the epoch") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999999Z");
        QTest::newRow("a day before") << qint64(-86'400'000'000) << QByteArray("1969-12-31T00:00:00.000000Z");
        QTest::newRow("leap day") << qint64(1'709'164'800'000'000) << QByteArray("2024-02-29T00:00:00.000000Z");
        QTest::newRow("year 0") << qint64(-62'167'219'200'000'000) << QByteArray("0000-01-01T00:00:00.000000Z");
        QTest::newRow("year 9999") << qint64(253'402'300'799'999'999) << QByteArray("9999-12-31T23:59:59.999999Z");
    }

    void timesAreWrittenAndReadBack()
    {
        QFETCH(qint64, micros);
        QFETCH(QByteArray, text);
        QCOMPARE(toRfc3339(micros), text);
        QVERIFY(fromRfc3339(text) == micros);
    }

    void anyTimeIsWhatQtSays()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937_64 random(seed);
        std::uniform_int_distribution<qint64> millis(-62'135'596'800'000, 253'402'300'799'999);
        for (int i = 0; i < 10'000; ++i) {
            const qint64 time = millis(random);
            const QByteArray expected =
                QDateTime::fromMSecsSinceEpoch(time).toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s).toUtf8() + "000Z";
            QCOMPARE(toRfc3339(time * 1000), expected);
            QVERIFY(fromRfc3339(expected) == time * 1000);
        }
    }

    void noTimeIsNoText() { QVERIFY(toRfc3339(noTime).isEmpty()); }

    void aTimeBeyondTheYears0To9999HasNoText()
    {
        QVERIFY(toRfc3339(253'402'300'800'000'000).isEmpty());
        QVERIFY(toRfc3339(-62'167'219'200'000'001).isEmpty());
        QVERIFY(toRfc3339(std::numeric_limits<qint64>::max()).isEmpty());
    }

    void everySpellingOfRfc3339IsRead()
    {
        const qint64 time = *fromRfc3339("2026-11-22T10:15:30Z");
        QVERIFY(fromRfc3339("2026-11-22t10:15:30z") == time);
        QVERIFY(fromRfc3339("2026-11-22 10:15:30Z") == time);
        QVERIFY(fromRfc3339("2026-11-22T12:15:30+02:00") == time);
        QVERIFY(fromRfc3339("2026-11-22T04:45:30-05:30") == time);
        QVERIFY(fromRfc3339("2026-11-22T10:15:30.5Z") == time + 500'000);
        QVERIFY(fromRfc3339("2026-11-22T10:15:30.123456789Z") == time + 123'456);
        QVERIFY(fromRfc3339("2016-12-31T23:59:60Z") == *fromRfc3339("2017-01-01T00:00:00Z"));
    }

    void whatIsMalformedIsNoTime()
    {
        for (const char *text :
             {"", "2026", "2026-11-22", "2026-11-22T10:15:30", "2026-11-22T10:15Z", "2026-13-22T10:15:30Z",
              "2026-02-29T10:15:30Z", "2026-11-22T24:15:30Z", "2026-11-22T10:60:30Z", "2026-11-22T10:15:61Z",
              "2026-11-22T10:15:30.Z", "2026-11-22T10:15:30Zx", "2026-11-22T10:15:30+0200", "2026-11-22T10:15:30+24:00",
              "2026-11-22T10:15:30+02:60", "2026/11/22T10:15:30Z", "-026-11-22T10:15:30Z", "2026-11-22T10:15:30.5",
              "2026-11-22X10:15:30Z"})
            QVERIFY2(!fromRfc3339(text), text);
    }

    void nowIsNow()
    {
        const qint64 before = QDateTime::currentMSecsSinceEpoch() * 1000;
        const qint64 now = nowMicros();
        QVERIFY(now >= before && now <= QDateTime::currentMSecsSinceEpoch() * 1000 + 1000);
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_Timestamp)
#include "tst_Timestamp.moc"
