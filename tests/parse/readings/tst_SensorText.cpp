// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/SensorText.h"

#include <QTest>

using namespace livebelt;

namespace {

/// "temp=21.5 hum=40%", with @time where there is one; "nothing" where the line is none.
QByteArray shown(const SensorText &text)
{
    QByteArrayList list;
    for (const SensorValue &value : text.values)
        list.append(value.name + '=' + value.number + value.unit + (value.time.isEmpty() ? "" : '@' + value.time));
    return list.isEmpty() ? "nothing" : list.join(" | ");
}

} // namespace

class tst_SensorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatSensorsPrint_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("values");
        QTest::addColumn<int>("least");
        const auto row = [](const char *line, const char *values, int least) {
            QTest::newRow(line) << QByteArray(line) << QByteArray(values) << least;
        };
        // by position
        row("1,2,3", "1=1 | 2=2 | 3=3", 60);
        row("1.2,3.4", "1=1.2 | 2=3.4", 80);
        row("1.2, 3.4 ,5", "1=1.2 | 2=3.4 | 3=5", 80);
        row("1.2,3.4,", "1=1.2 | 2=3.4", 80);
        row("0.5\t0.6", "1=0.5 | 2=0.6", 80);
        row("0.5\t\t0.6\t", "1=0.5 | 3=0.6", 80);
        row("1 2 3", "1=1 | 2=2 | 3=3", 50);
        row("0.12  -0.98   9.81", "1=0.12 | 2=-0.98 | 3=9.81", 60);
        row("1,1;2,2;3,3;4,1", "1=1.1 | 2=2.2 | 3=3.3 | 4=4.1", 80);
        row("21,5 40,1", "1=21.5 | 2=40.1", 60);
        row("1;2;3", "1=1 | 2=2 | 3=3", 60);
        row("nan,1.5,-inf", "1=nan | 2=1.5 | 3=-inf", 70);
        row("21.5C,40%", "1=21.5C | 2=40%", 80);
        row("-.5,+2.", "1=-.5 | 2=+2.", 80);
        row("42", "value=42", 50);
        row("-12.5", "value=-12.5", 60);
        row("21.5 \xc2\xb0"
            "C",
            "value=21.5\xc2\xb0"
            "C",
            80);
        // labels
        row("temp:21.5 hum:40", "temp=21.5 | hum=40", 80);
        row("temp:21.5,hum:40", "temp=21.5 | hum=40", 80);
        row("temp:21.5\thum:40", "temp=21.5 | hum=40", 80);
        row("Temperature: 23.64, Humidity: 43.89", "Temperature=23.64 | Humidity=43.89", 80);
        row("Temperature:23.64;Humidity:43.89", "Temperature=23.64 | Humidity=43.89", 80);
        row("T=21.5 H=40.1", "T=21.5 | H=40.1", 80);
        row("T = 21.5C; RH = 40 %", "T=21.5C | RH=40%", 80);
        row("temp:21,5 hum:40", "temp=21.5 | hum=40", 70);
        row("T=21,5;H=40,1", "T=21.5 | H=40.1", 70);
        row("a:1,b:2", "a=1 | b=2", 80);
        row("Min:0,Max:100,Sensor1:512", "Min=0 | Max=100 | Sensor1=512", 80);
        row("A0: 512 | A1: 300", "A0=512 | A1=300", 80);
        row("\"temp\":21.5,\"hum\":40", "temp=21.5 | hum=40", 80);
        row("Sensor 1: 20.6 \xc2\xb0"
            "C",
            "Sensor 1=20.6\xc2\xb0"
            "C",
            80);
        row("CPU: 45%", "CPU=45%", 70);
        row("Battery: 3.71V", "Battery=3.71V", 80);
        row("Distance: 23 cm", "Distance=23cm", 70);
        row("light=312.5", "light=312.5", 60);
        row("temp:nan hum:40", "temp=nan | hum=40", 80);
        row("5V: 4.98 V, 3V3: 3.31 V", "5V=4.98V | 3V3=3.31V", 80);
        row("Humidity: 40.00%  Temperature: 21.00\xc2\xb0"
            "C 69.80\xc2\xb0"
            "F  Heat index: 20.30*C 68.54*F",
            "Humidity=40.00% | Temperature=21.00\xc2\xb0"
            "C | Temperature:2=69.80\xc2\xb0"
            "F | Heat index=20.30*C | Heat index:2=68.54*F",
            80);
        row("x:1 x:2", "x=1 | x:2=2", 80);
        row("Wind speed: 3.2 m/s, Gust: 5 m/s", "Wind speed=3.2m/s | Gust=5m/s", 80);
        row("temp:21.5 C hum:40", "temp=21.5C | hum=40", 80);
        row("F:21.5 C:40", "F=21.5 | C=40", 80);
        row("big:1724442618569203714 v:1013.250", "big=1724442618569203714 | v=1013.250", 80);
        // words and numbers in turn
        row("T 21.5C H 40%", "T=21.5C | H=40%", 50);
        row("temp 21.5 hum 40.1", "temp=21.5 | hum=40.1", 50);
        // Teleplot
        row(">temp:23.5", "temp=23.5", 100);
        row(">temp:1627551892437:1234", "temp=1234@1627551892437", 100);
        row(">my value:12.5\xc2\xa7km\xc2\xb2|g", "my value=12.5km\xc2\xb2", 100);
        row(">t:1:2.5;3:4.5\xc2\xa7V", "t=2.5V@1 | t=4.5V@3", 100);
        row(">s:1;2;3", "s=1 | s=2 | s=3", 100);
        row(">p:1:2;3:4|xy", "p.x=1 | p.y=2 | p.x=3 | p.y=4", 100);
        row(">p:1:2:1627551892437|xy,clr", "p.x=1@1627551892437 | p.y=2@1627551892437", 100);
        row("temp:23.5|g", "temp=23.5", 80);
        row(">n:-1.5e3", "n=-1.5e3", 100);
        // instruments and scales
        row("+1.2345E+01 VDC", "value=+1.2345E+01VDC", 80);
        row("+1.04E-04VDC,+7.19E+02SECS,+00001RDNG#", "1=+1.04E-04VDC | 2=+7.19E+02SECS | 3=+00001RDNG#", 80);
        row("+1.00000000E+00,-2.5E-3", "1=+1.00000000E+00 | 2=-2.5E-3", 80);
        row("+9.91E37,1.0E0", "1=NaN | 2=1.0E0", 80);
        row("-9.90000000E+37", "value=-Infinity", 50);
        row("S S 100.00 g", "S S=100.00g", 50);
        row("ST,GS,+0001.25kg", "ST GS=+0001.25kg", 50);
        row("DC 12.34 V", "DC=12.34V", 50);
        row(" 23.5 \r", "value=23.5", 50);
    }
    void readsWhatSensorsPrint()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, values);
        QFETCH(int, least);
        const SensorText text = readSensorText(line);
        QCOMPARE(shown(text), values);
        QVERIFY2(text.score >= least && text.score <= 100, QByteArray::number(text.score));
    }

    void isNotSureOfWhatCouldBeSomethingElse_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const auto *line : {"localhost:8080", "exit code: 3", "id=17", "Step 3: 5", "1,5", "1,234,567", "5 6",
                                 "0815,4711", "line 12: 5"})
            QTest::newRow(line) << QByteArray(line);
    }
    void isNotSureOfWhatCouldBeSomethingElse()
    {
        QFETCH(QByteArray, line);
        QVERIFY(readSensorText(line).score < 50);
    }

    void refusesWords_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const auto *line : {"",
                                 "order 66 executed",
                                 "12:30:01 started",
                                 "12:30:01",
                                 "12:30",
                                 "2026-11-30",
                                 "30.11.2026",
                                 "11/30/2026",
                                 "2026-11-30 09:15:02 temp=21.5",
                                 "192.168.1.1",
                                 "192.168.1.1:8080",
                                 "fe80::1",
                                 "1.2.3",
                                 "v1.2.3",
                                 "1.2.3-rc1",
                                 "page 3 of 10",
                                 "0x1F",
                                 "temp:0x1F",
                                 "hello",
                                 "key=value",
                                 "at=info temp=21.5",
                                 "level=3 msg=hello",
                                 "foo.c:12:5: warning: unused",
                                 "http://localhost:80/",
                                 "error: 5 things",
                                 "took 3.5 s",
                                 "Done in 3.5 seconds",
                                 "{\"temp\":21.5}",
                                 "[1,2,3]",
                                 "cpu,host=a value=1.5 1700000000",
                                 "GET /index.html HTTP/1.1",
                                 "5-10",
                                 "1_000",
                                 "a:b:5",
                                 "temp:",
                                 "=5",
                                 ":5",
                                 "1,2,x",
                                 "x,1,2",
                                 "1;a",
                                 "T:21.5!",
                                 "uptime:12:30:01",
                                 "$GPGGA,1,2",
                                 ">note",
                                 ">t:|g",
                                 ">t:hello|t",
                                 ">3D|s:1",
                                 ">t:1:2:3",
                                 "[DONE]",
                                 "12e",
                                 "1e5e5",
                                 "+",
                                 "-",
                                 ".",
                                 "nano",
                                 "info",
                                 "inflation",
                                 "nanobot 5.5 units",
                                 "{user} joined",
                                 "3 errors, 5 warnings",
                                 "Chapter 1.2",
                                 "00:1A:2B:3C:4D:5E",
                                 "the answer to everything we know: 42",
                                 "1,2;3,4,5;6",
                                 "100%!",
                                 "Nov 30 10:15:30 host app: 5"})
            QTest::newRow(line) << QByteArray(line);
    }
    void refusesWords()
    {
        QFETCH(QByteArray, line);
        QCOMPARE(shown(readSensorText(line)), "nothing");
        QCOMPARE(readSensorText(line).score, 0);
    }

    void hasABound()
    {
        QVERIFY(readSensorText(QByteArray("1,").repeated(256)).values.size() == 256);
        QCOMPARE(readSensorText(QByteArray("1,").repeated(257)).score, 0);
        QCOMPARE(readSensorText(QByteArray("1.5 ").repeated(100'000)).score, 0);
    }
};

QTEST_GUILESS_MAIN(tst_SensorText)
#include "tst_SensorText.moc"
