// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/parse/Reader.h"
#include "tests/parse/ShownRecords.h"

#include <QDateTime>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// InfluxDB's line protocol, syslog, NMEA 0183 and regular expressions.
class tst_LineFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOneItem_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("item");
        QTest::addColumn<QByteArray>("record");
        const auto row = [](const char *name, const QString &query, const QByteArray &item, const QByteArray &record) {
            QTest::newRow(name) << query << item << record;
        };
        const QString influx = u"parse=influx"_s;
        row("influx", influx, "weather,room=a temperature=82.5 1556813561098000000",
            R"(measurement weather,room=a = 82.5 @1556813561098000 {"room":"a","temperature":82.5})");
        row("influx value", influx, "load value=1i", R"(measurement load = 1 {"value":1})");
        row("influx seconds", influx, "load value=1u 1556813561",
            R"(measurement load = 1 @1556813561000000 {"value":1})");
        row("influx many", influx, "cpu,host=x user=1.5,idle=98i,up=t,note=\"a \\\"b\\\", c\" 1556813561098000000",
            "message cpu,host=x @1556813561098000 {\"host\":\"x\",\"user\":1.5,\"idle\":98,\"up\":true,\"note\":\"a "
            "\\\"b\\\", c\"}");
        row("influx escapes", influx, "my\\ room\\,1,tag\\ key\\==a\\,b f\\ 1=\"x\\\\y\"",
            R"(message my room,1,tag key==a,b {"tag key=":"a,b","f 1":"x\\y"})");
        row("influx chosen", u"parse=influx&value=b"_s, "m a=1,b=2", R"(measurement m = 2 {"a":1,"b":2})");
        row("influx comment", influx, "# a comment", "event");

        row("syslog", u"parse=syslog"_s,
            "<34>1 2026-11-22T10:15:30.003Z mymachine su 77 ID47 [a@1 x=\"1\" y=\"q\\\"]\"][b z=\"\"] 'su root' failed",
            "message su !fatal @1795342530003000 \"'su root' failed\" "
            "{\"severity\":\"crit\",\"facility\":\"auth\",\"host\":\"mymachine\",\"app\":\"su\",\"pid\":\"77\","
            "\"msgid\":\"ID47\",\"a@1.x\":\"1\",\"a@1.y\":\"q\\\"]\",\"b.z\":\"\"}");
        row("syslog nothing", u"parse=syslog"_s, "<165>1 - - - - - -",
            R"(message !info {"severity":"notice","facility":"local4"})");
        row("syslog mark", u"parse=syslog"_s,
            "<0>1 - h a - - - \xef\xbb\xbf"
            "x",
            R"(message a !fatal "x" {"severity":"emerg","facility":"kern","host":"h","app":"a"})");
        row("syslog counted", u"parse=syslog"_s, "23 <13>1 - h a - - - text",
            R"(message a !info "text" {"severity":"notice","facility":"user","host":"h","app":"a"})");
        row("syslog bare", u"parse=syslog"_s, "<13>it works",
            R"(message !info "it works" {"severity":"notice","facility":"user"})");
        row("syslog with RFC 3339", u"parse=syslog"_s, "<13>2026-11-22T10:15:30Z web cron[12]: (root) CMD",
            R"(message cron !info @1795342530000000 "(root) CMD" {"severity":"notice","facility":"user","host":"web","app":"cron","pid":"12"})");
        row("syslog in a file", u""_s, "2026-11-22T10:15:30Z web cron: CMD",
            R"(message cron @1795342530000000 "CMD" {"host":"web","app":"cron"})");

        row("gga", u"parse=nmea"_s, "$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76",
            "measurement GP/GGA = 61.7m @1700040470000000 {\"talker\":\"GP\",\"sentence\":\"GGA\",\"lat\":53.3613367,"
            "\"lon\":-6.50562,\"quality\":1,\"satellites\":8,\"hdop\":1.03,\"altitude\":61.7,\"geoid\":55.2}");
        row("rmc", u""_s, "$GPRMC,092750.000,A,5321.6802,N,00630.3372,W,0.02,31.66,280511,,,A*43",
            "measurement GP/RMC = 0.02[kn_i] @1306574870000000 "
            "{\"talker\":\"GP\",\"sentence\":\"RMC\",\"status\":\"A\","
            "\"lat\":53.3613367,\"lon\":-6.50562,\"speed\":0.02,\"course\":31.66}");
        row("zda", u"parse=nmea"_s, "$GPZDA,201530.00,04,07,2002,00,00*60",
            R"(message GP/ZDA @1025813730000000 {"talker":"GP","sentence":"ZDA"})");
        row("depth", u"parse=nmea"_s, "$SDDBT,7.8,f,2.4,M,1.3,F*0D",
            R"(measurement SD/DBT = 2.4m {"talker":"SD","sentence":"DBT","depth":2.4})");
        row("ais", u""_s, "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C",
            "message AI/VDM {\"talker\":\"AI\",\"sentence\":\"VDM\",\"type\":1,\"mmsi\":\"477553000\",\"status\":5,"
            "\"turn\":0.0,\"speed\":0.0,\"lat\":47.582833,\"lon\":-122.345833,\"course\":51.0,\"heading\":181,"
            "\"second\":"
            "15}");
        row("proprietary", u"parse=nmea"_s, "$PGRME,15.0,M,45.0,M,25.0,M*1C",
            R"(message P/GRME {"talker":"P","sentence":"GRME"})");

        row("south and east", u"parse=nmea"_s, "$GPGLL,3351.0000,S,15112.0000,E,101530,A*33",
            "message GP/GLL @1699956930000000 {\"talker\":\"GP\",\"sentence\":\"GLL\",\"lat\":-33.85,\"lon\":151.2,"
            "\"status\":\"A\"}");
        row("lower checksum", u"parse=nmea"_s, "$SDDBT,0.8,f,2.4,M,1.3,F*0a",
            R"(measurement SD/DBT = 2.4m {"talker":"SD","sentence":"DBT","depth":2.4})");
        row("tag block", u"parse=nmea"_s, "\\g:1-2-73874*61\\$SDDBT,7.8,f,2.4,M,1.3,F*0D",
            R"(measurement SD/DBT = 2.4m {"talker":"SD","sentence":"DBT","depth":2.4})");

        row("regex", u"pattern=(?<sensor>\\w%2B):\\s*(?<value>[0-9.]%2B)(?<unit>\\S*)"_s, "t1: 21.5°C",
            R"(measurement t1 = 21.5Cel {"sensor":"t1","value":21.5,"unit":"°C"})");
        row("regex without names", u"pattern=(a)(b)?"_s, "xa", "message {\"1\":\"a\",\"2\":\"\"}");
    }
    void readsOneItem()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, item);
        QFETCH(QByteArray, record);
        QCOMPARE(shown(parsed(query, {item}), item), record);
    }

    void whatDoesNotFitIsATextThatSaysSo_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("item");
        const auto row = [](const QString &query, const QByteArray &item) { QTest::newRow(item) << query << item; };
        for (const auto *item : {"m", "m ", "m a", "m a=", "m a=x", "m a=1.5i", "m,a b=1", "m,a= b=1", "m a=1 x",
                                 ",a=1 b=1", "m a=\"b", "m a=\"b\"c", "m a=1,", "m a=nan", "m \\"})
            row(u"parse=influx"_s, item);
        for (const auto *item : {"hello", "<192>x", "<>x", "<1", "<1111>x", "Foo 11 10:00:00 x: y", ""})
            row(u"parse=syslog"_s, item);
        for (const auto *item :
             {"$GPGGA,1*00", "$GPGGA*76", "$,1", "GPGGA,1", "$GPGGA,\x01", "\\g:1\\", "$GPGGA,1*7", "\\"})
            row(u"parse=nmea"_s, item);
        row(u"pattern=(?<a>x)"_s, "y");
        row(u"pattern=(x%2Bx%2B)%2By"_s, QByteArray(64, 'x')); // takes for ever
    }
    void whatDoesNotFitIsATextThatSaysSo()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, item);
        const Records records = parsed(query, {item});
        QCOMPARE(records.size(), 1u);
        QVERIFY2(records[0].kind == RecordKind::Message, shown(records));
        QCOMPARE(records[0].arrived(), item);
        QCOMPARE(fieldValue(records[0].fields, "problem").isEmpty(), item.isEmpty());
    }

    void traditionalSyslogIsInLocalTimeOfTheLatestYearThatIsNotToCome()
    {
        const auto local = [](int year, int month, int day) {
            return QDateTime(QDate(year, month, day), QTime(23, 59, 30)).toMSecsSinceEpoch() * 1000;
        };
        ParserOptions options;
        options.format = u"syslog"_s;
        const auto reader = std::make_unique<Reader>(options);
        Records records;
        reader->read("<13>Dec 31 23:59:30 web kernel: up", local(2026, 1, 1), records);
        reader->read("<13>Jan  1 23:59:30 kernel[1]: no host", local(2025, 12, 31), records);
        reader->read("<13>Jun 30 23:59:30 web no tag", local(2026, 7, 1), records);
        QCOMPARE(records.size(), 3u);
        QCOMPARE(records[0].time, local(2025, 12, 31));
        QCOMPARE(records[0].subject, "kernel");
        QCOMPARE(records[1].time, local(2026, 1, 1));
        QCOMPARE(records[1].text, "no host");
        QCOMPARE(records[1].fields, R"({"severity":"notice","facility":"user","app":"kernel","pid":"1"})");
        QCOMPARE(records[2].time, local(2026, 6, 30));
        QCOMPARE(records[2].subject, "web");
        QCOMPARE(records[2].text, "no tag");
    }

    void aTimeOfDayIsTheOneClosestToTheArrival()
    {
        ParserOptions options;
        options.format = u"nmea"_s;
        const auto reader = std::make_unique<Reader>(options);
        constexpr qint64 day = 86'400'000'000;
        Records records;
        reader->read("$GPGLL,5321.6802,N,00630.3372,W,235959,A", 20'000 * day + 1, records);
        reader->read("$GPGLL,5321.6802,N,00630.3372,W,000001,A", 20'000 * day - 1, records);
        QCOMPARE(records[0].time, 20'000 * day - 1'000'000);
        QCOMPARE(records[1].time, 20'000 * day + 1'000'000);
    }

    void autoFindsEachFormat_data()
    {
        QTest::addColumn<QByteArray>("item");
        QTest::addColumn<QByteArray>("subject");
        QTest::newRow("influx") << QByteArray("weather,room=a t=1") << QByteArray("weather,room=a");
        QTest::newRow("syslog") << QByteArray("<13>1 - h a - - - x") << QByteArray("a");
        QTest::newRow("nmea") << QByteArray("$GPZDA,201530.00,04,07,2002,00,00*60") << QByteArray("GP/ZDA");
        QTest::newRow("pri only") << QByteArray("<13>x") << QByteArray();
        QTest::newRow("no checksum") << QByteArray("$PRICE,x") << QByteArray();
    }
    void autoFindsEachFormat()
    {
        QFETCH(QByteArray, item);
        QFETCH(QByteArray, subject);
        const Records records = parsed({}, {"a banner", item, "what does not fit"});
        QCOMPARE(records.size(), 3u);
        QCOMPARE(records[1].subject, subject);
        QCOMPARE(records[2].text, "what does not fit");
    }
};

QTEST_GUILESS_MAIN(tst_LineFormats)
#include "tst_LineFormats.moc"
