// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/InfluxLine.h"

#include <QTest>

using namespace livebelt;

namespace {

/// measurement{tag=value}field:type=value@time, parts in brackets; "nothing" where it is none.
QByteArray shown(QByteArrayView line)
{
    InfluxLine read;
    if (!read.read(line))
        return "nothing";
    QByteArray text = '[' + read.measurement().toByteArray() + ']';
    for (const auto &tag : read.tags())
        text += " {" + tag.name.toByteArray() + '|' + tag.value.toByteArray() + '}';
    for (const InfluxField &field : read.fields())
        text +=
            " (" + field.name.toByteArray() + '|' + "fiubs"[int(field.type)] + '|' + field.value.toByteArray() + ')';
    if (const auto time = read.timestamp())
        text += " @" + QByteArray::number(*time);
    return text;
}

} // namespace

class tst_InfluxLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheServerReads_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const QByteArray &line, const QByteArray &text) {
            QTest::newRow(line.left(80).constData()) << line << text;
        };
        row("cpu value=1", "[cpu] (value|f|1)");
        row("cpu,host=serverA,region=us-west value=1.0 1000000000",
            "[cpu] {host|serverA} {region|us-west} (value|f|1.0) @1000000000");
        row("weather a=1i,b=2u,c=t,d=F,e=true,f=False,g=\"x\",h=-1.5e-3 1",
            "[weather] (a|i|1) (b|u|2) (c|b|true) (d|b|false) (e|b|true) (f|b|false) (g|s|x) (h|f|-1.5e-3) @1");
        row("cpu value=9223372036854775807i,u=18446744073709551615u,m=-9223372036854775808i",
            "[cpu] (value|i|9223372036854775807) (u|u|18446744073709551615) (m|i|-9223372036854775808)");
        row("cpu value=1. -1", "[cpu] (value|f|1.) @-1");
        row("cpu value=.5,v=1E+3,w=0001", "[cpu] (value|f|.5) (v|f|1E+3) (w|f|0001)");
        row("cpu value=1e-400,v=0.1", "[cpu] (value|f|1e-400) (v|f|0.1)");
        row("cpu value=1724442618569203714i", "[cpu] (value|i|1724442618569203714)");
        // escapes: in names of , = and blank, in texts of \" and the backslash
        row("cp\\,u\\ load,ho\\=st\\,=a\\ b\\,c f\\ 1\\,\\==1", "[cp,u load] {ho=st,|a b,c} (f 1,=|f|1)");
        row("cpu,a=b\\ c value=\"a \\\"b\\\", c=\\\\d \\n\"", "[cpu] {a|b c} (value|s|a \"b\", c=\\d \\n)");
        row("C:\\\\Temp,p=C:\\\\x value=1", "[C:\\\\Temp] {p|C:\\\\x} (value|f|1)");
        row("\"cpu\",h=\"a\" \"v\"=1", "[\"cpu\"] {h|\"a\"} (\"v\"|f|1)");
        row("cpu\\\"x value=1", "[cpu\"x] (value|f|1)");
        row("cpu value=\"\"", "[cpu] (value|s|)");
        row("cpu value=\"a,b=c d\",w=2 5", "[cpu] (value|s|a,b=c d) (w|f|2) @5");
        row("cpu value=\"two\nlines\"", "[cpu] (value|s|two\nlines)");
        row("cpu,a==x value=1", "[cpu] {a|=x} (value|f|1)");
        row("\xc3\xbc,\xe6\xb0\xb4=\xf0\x9f\x98\x80 \xc3\xa9=\"\xe2\x82\xac\"",
            "[\xc3\xbc] {\xe6\xb0\xb4|\xf0\x9f\x98\x80} (\xc3\xa9|s|\xe2\x82\xac)");
        row("  cpu   value=1   12  ", "[cpu] (value|f|1) @12");
        row("cpu value=1\r\n", "[cpu] (value|f|1)");
        row("cpu,a=1,b=2 v=1,v=2", "[cpu] {a|1} {b|2} (v|f|1) (v|f|2)");
        row("a=b c=1", "[a=b] (c|f|1)");
        row("cpu value=1 9223372036854775806", "[cpu] (value|f|1) @9223372036854775806");
    }
    void readsWhatTheServerReads()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, text);
        QCOMPARE(shown(line), text);
    }

    void refusesWhatTheServerRefuses_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const auto *line : {"",
                                 "  ",
                                 "# cpu value=1",
                                 "cpu",
                                 "cpu ",
                                 "cpu,host",
                                 "cpu,host=",
                                 "cpu,host=a",
                                 "cpu,host=a ",
                                 ",host=a v=1",
                                 "cpu, v=1",
                                 "cpu,=a v=1",
                                 "cpu,host= v=1",
                                 "cpu,host=a, v=1",
                                 "cpu,host v=1",
                                 "cpu,a=1,a=2 v=1",
                                 "cpu,b=1,a=2,b=3 v=1",
                                 "cpu,host=a=b v=1",
                                 "cpu,a b v=1",
                                 "cpu v",
                                 "cpu v=",
                                 "cpu =1",
                                 "cpu v=1,",
                                 "cpu v=1,=2",
                                 "cpu v=1,w",
                                 "cpu v=,w=1",
                                 "cpu v=1,,w=2",
                                 "cpu v=a",
                                 "cpu v=tru",
                                 "cpu v=truE",
                                 "cpu v=NaN",
                                 "cpu v=nan",
                                 "cpu v=inf",
                                 "cpu v=-",
                                 "cpu v=.",
                                 "cpu v=-.",
                                 "cpu v=-i",
                                 "cpu v=i",
                                 "cpu v=+1",
                                 "cpu v=1.2.3",
                                 "cpu v=1e",
                                 "cpu v=1ee5",
                                 "cpu v=1.5i",
                                 "cpu v=1e3i",
                                 "cpu v=9i10",
                                 "cpu v=-1u",
                                 "cpu v=1x",
                                 "cpu v=0x1",
                                 "cpu v=9223372036854775808i",
                                 "cpu v=-9223372036854775809i",
                                 "cpu v=18446744073709551616u",
                                 "cpu v=1e400",
                                 "cpu v=-1e400",
                                 "cpu v=0.1e400",
                                 "cpu v=\"a",
                                 "cpu v=\"a\\\"",
                                 "cpu v=\"a\"b",
                                 "cpu v=1 a",
                                 "cpu v=1 1.5",
                                 "cpu v=1 1 2",
                                 "cpu v=1 9223372036854775807",
                                 "cpu v=1 9223372036854775808",
                                 "cpu v=1 -9223372036854775808",
                                 "cpu v=1\tw=2",
                                 "cpu\\ v=1",
                                 "temp:21.5 hum:40"})
            QTest::newRow(line) << QByteArray(line);
    }
    void refusesWhatTheServerRefuses()
    {
        QFETCH(QByteArray, line);
        QCOMPARE(shown(line), "nothing");
    }

    void aSeriesHasALimit()
    {
        const QByteArray name(65'535 - 4 - 1, 'a');
        QVERIFY(shown(name + " v=1") != "nothing");
        QCOMPARE(shown(name + "a v=1"), "nothing");
        QVERIFY(shown("m,t=" + QByteArray(65'000, 'x') + " v=1") != "nothing");
        QCOMPARE(shown("m,t=" + QByteArray(65'600, 'x') + " v=1"), "nothing");
    }

    void saysWhatMayBeLogfmt()
    {
        const auto may = [](QByteArrayView line) {
            InfluxLine read;
            return read.read(line) && read.mayBeLogfmt();
        };
        QVERIFY(may("T=21.5 H=40.1"));
        QVERIFY(!may("T\\=21.5 H=40.1"));
        QVERIFY(!may("T,a=b H=40.1"));
        QVERIFY(!may("cpu H=40.1"));
    }

    void knowsComments()
    {
        QVERIFY(InfluxLine::isComment("# a") && InfluxLine::isComment("  #") && InfluxLine::isComment(" \t\r"));
        QVERIFY(!InfluxLine::isComment("cpu v=1"));
    }

    void timesAreInTheUnitOfTheirPrecision_data()
    {
        QTest::addColumn<qint64>("timestamp");
        QTest::addColumn<QByteArray>("precision");
        QTest::addColumn<qint64>("micros");
        const auto row = [](const char *name, qint64 timestamp, const char *precision, qint64 micros) {
            QTest::newRow(name) << timestamp << QByteArray(precision) << micros;
        };
        constexpr qint64 none = -1;
        row("ns", 1'556'813'561'098'765'432, "ns", 1'556'813'561'098'765);
        row("ns before 1970", -1, "n", -1);
        row("us", 1'556'813'561'098'765, "us", 1'556'813'561'098'765);
        row("ms", 1'556'813'561'098, "ms", 1'556'813'561'098'000);
        row("s", 1'556'813'561, "s", 1'556'813'561'000'000);
        row("s, small", 5, "s", 5'000'000);
        row("h", 1, "h", 3'600'000'000);
        row("too large", 9'223'372'036'854, "s", none);
        row("not known", 1, "d", none);
        row("by its size: s", 1'556'813'561, "", 1'556'813'561'000'000);
        row("by its size: ms", 1'556'813'561'098, "", 1'556'813'561'098'000);
        row("by its size: ns", 1'556'813'561'098'765'432, "", 1'556'813'561'098'765);
        row("by its size: nothing likely", 5000, "", 5);
    }
    void timesAreInTheUnitOfTheirPrecision()
    {
        QFETCH(qint64, timestamp);
        QFETCH(QByteArray, precision);
        QFETCH(qint64, micros);
        QCOMPARE(influxMicros(timestamp, precision).value_or(-1), micros);
    }
};

QTEST_GUILESS_MAIN(tst_InfluxLine)
#include "tst_InfluxLine.moc"
