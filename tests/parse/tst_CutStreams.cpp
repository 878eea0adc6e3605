// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/ItemCutter.h"
#include "sources/parse/Reader.h"
#include "tests/parse/ShownRecords.h"

#include <QTest>
#include <random>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Wherever a stream is cut into pieces, its records are the same.
class tst_CutStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void giveTheSameRecords_data();
    void giveTheSameRecords();
};

namespace {

QByteArray recordsOf(const QString &query, const QByteArrayList &pieces)
{
    const FeedAddress address = *FeedAddress::parse(u"tcp://host:1?"_s + query);
    Framing framing = *Framing::from(address);
    framing.longest = 200;
    ItemCutter cutter(framing);
    Reader reader(*ParserOptions::from(address));
    Records records;
    Item item;
    for (const QByteArray &piece : pieces) {
        cutter.add(piece);
        while (cutter.next(item))
            reader.take(item, arrival, records);
    }
    if (cutter.finish(item))
        reader.take(item, arrival, records);
    reader.finish(arrival, records);
    QByteArray shown;
    for (const Record &record : records) {
        shown += test::shown({record}) + ' ' + QByteArray::number(int(record.end)) + (record.continues ? "+ " : " ") +
                 record.raw.toHex() + '\n';
    }
    return shown;
}

/// Lines of every format, and of none.
const QByteArrayList &lines()
{
    static const QByteArrayList lines{
        R"({"temp":21.50,"host":"web1","a":{"b":[1,null]}})",
        "{\"a\":\"\xff\",",
        "[1,2,3]",
        "time,temp,note",
        "2026-11-30T09:15:02Z,21.5,\"a \"\"note\"\"\nof two lines\"",
        "1,2",
        "host=web1 n=12345678901234567890 m=\"two words\"",
        "cpu,host=a v=1.50,n=3i 1556813561098000000",
        "<13>Nov 30 09:15:02 web1 app[7]: words",
        "$GPGLL,4916.45,N,12311.12,W,225444,A*31",
        "2026-11-30 09:15:02,417 [main] ERROR com.shop.Cart - it failed",
        "java.lang.RuntimeException: no",
        "\tat com.shop.Cart.order(Cart.java:17)",
        "temp:21.5 hum:40",
        ">temp:21.5",
        "# TYPE up gauge",
        "up{job=\"x\"} 1.50 1395066363000",
        "",
        "21.5 °C",
        "\xff\xfe\x80",
        QByteArray("\0x\0", 3),
        QByteArray(500, 'x'),
        "half a line\rand the rest",
        "12 <13>octets !",
    };
    return lines;
}

} // namespace

void tst_CutStreams::giveTheSameRecords_data()
{
    QTest::addColumn<QString>("query");
    for (const char *parse : {"auto", "json", "csv", "logfmt", "influx", "syslog", "nmea", "log", "readings",
                              "prometheus", "cbor", "msgpack", "sparkplug", "text", "raw", "regex&pattern=(?<a>.)"}) {
        for (const char *frame : {"line", "cr", "octet", "delimiter&delimiter=a", "length&header=u8", "fixed&size=7"}) {
            const QString query = u"parse=%1&frame=%2"_s.arg(QLatin1StringView(parse), QLatin1StringView(frame));
            QTest::newRow(qPrintable(query)) << query;
        }
    }
    QTest::newRow("decode") << u"parse=auto&decode=zlib"_s;
    QTest::newRow("usual") << u"parse=auto"_s;
}

void tst_CutStreams::giveTheSameRecords()
{
    QFETCH(QString, query);
    const auto seed = std::random_device()();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 40; ++round) {
        QByteArray stream;
        for (auto count = random() % 30; count > 0; --count) {
            stream += lines().at(qsizetype(random() % size_t(lines().size())));
            stream += random() % 4 ? "\n" : random() % 3 ? "\r\n" : "\r";
        }
        QByteArrayList pieces;
        for (qsizetype at = 0; at < stream.size(); at += pieces.last().size())
            pieces.append(stream.mid(at, qsizetype(1 + random() % (random() % 2 ? 3 : 60))));
        QCOMPARE(recordsOf(query, pieces), recordsOf(query, {stream}));
    }
}

QTEST_GUILESS_MAIN(tst_CutStreams)
#include "tst_CutStreams.moc"
