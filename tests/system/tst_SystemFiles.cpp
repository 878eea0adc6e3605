// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/Rates.h"
#include "sources/system/SystemAddress.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

double valueOf(const Readings &readings, const QByteArray &subject)
{
    for (const Reading &reading : readings) {
        if (reading.subject == subject)
            return reading.value;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

} // namespace

class tst_SystemFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void processorsAreBusyForAShareOfTheTime()
    {
        const QByteArray first =
            "cpu  100 0 50 800 50 0 0 0 30 0\ncpu0 100 0 50 800 50 0 0 0 30 0\nintr 5 1 2\nctxt 1\n";
        const QByteArray second = "cpu  140 10 60 860 70 5 5 0 60 0\ncpu0 100 0 50 900 50 0 0 0 30 0\ncpu1 1 1 1 1\n";
        CpuShares shares;
        QVERIFY(shares.percent(SystemFiles::cpuTimes(first)).empty());
        const Readings readings = shares.percent(SystemFiles::cpuTimes(second));
        QCOMPARE(readings.size(), 2u); // cpu1 was not there before
        QCOMPARE(valueOf(readings, "cpu"), 100.0 * 70 / 150);
        QCOMPARE(valueOf(readings, "cpu/0"), 0.0);
        QCOMPARE(readings[0].unit, "%");
    }

    void theLoadHasThreeNumbers()
    {
        const Readings readings = SystemFiles::load("0.52 0.58 12.59 1/467 12345\n");
        QCOMPARE(readings.size(), 3u);
        QCOMPARE(valueOf(readings, "load/1m"), 0.52);
        QCOMPARE(valueOf(readings, "load/15m"), 12.59);
    }

    void memoryIsUsedAndAvailable()
    {
        const Readings readings = SystemFiles::memory("MemTotal:       1000 kB\nMemFree:          10 kB\n"
                                                      "MemAvailable:    250 kB\nSwapTotal:       400 kB\n"
                                                      "SwapFree:        300 kB\n");
        QCOMPARE(valueOf(readings, "memory/used"), 75.0);
        QCOMPARE(valueOf(readings, "memory/available"), 250.0 * 1024);
        QCOMPARE(valueOf(readings, "memory/swap"), 25.0);
        QVERIFY(SystemFiles::memory("MemTotal: 0 kB\nMemAvailable: 0 kB\n").empty());
    }

    void interfacesHaveRates()
    {
        const QByteArray head = "Inter-|   Receive  |  Transmit\n face |bytes    packets errs drop|bytes\n"
                                "    lo: 9 1 0 0 0 0 0 0 9 1 0 0 0 0 0 0\n  idle: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n";
        const auto at = Rates::Time(100s);
        Rates rates;
        QVERIFY(
            rates.perSecond(SystemFiles::network(head + "  eth0:1000 1 0 0 0 0 0 0 500 1 0 0 0 0 0 0\n"), at).empty());
        Readings readings =
            rates.perSecond(SystemFiles::network(head + "  eth0:3000 1 0 0 0 0 0 0 500 1 0 0 0 0 0 0\n"), at + 2s);
        QCOMPARE(readings.size(), 2u);
        QCOMPARE(valueOf(readings, "network/eth0/in"), 1000.0);
        QCOMPARE(valueOf(readings, "network/eth0/out"), 0.0);
        // Unplugged, then plugged in again with counters of its own.
        QVERIFY(rates.perSecond(SystemFiles::network(head), at + 3s).empty());
        QVERIFY(rates.perSecond(SystemFiles::network(head + "  eth0: 10 1 0 0 0 0 0 0 5 1 0 0 0 0 0 0\n"), at + 4s)
                    .empty());
        QVERIFY(
            rates.perSecond(SystemFiles::network(head + "  eth0: 9 1 0 0 0 0 0 0 4 1 0 0 0 0 0 0\n"), at + 5s).empty());
    }

    void wholeDisksHaveRates()
    {
        const QByteArray first =
            "   8       0 sda 10 0 4 0 20 0 8 0 0 100 0\n   8       1 sda1 10 0 4 0 20 0 8 0 0 0 0\n";
        const QByteArray second = "   8       0 sda 15 0 6 0 25 0 8 0 0 1100 0\n";
        const SystemFiles::Counters counters = SystemFiles::disks(first, {"sda"});
        QCOMPARE(counters.size(), 4u);
        QCOMPARE(counters[0].subject, "disk/sda/read");
        QCOMPARE(counters[0].count, 4u * 512);
        QCOMPARE(counters[1].count, 8u * 512);
        Rates rates;
        rates.perSecond(counters, Rates::Time(100s));
        const Readings readings = rates.perSecond(SystemFiles::disks(second, {"sda"}), Rates::Time(102s));
        QCOMPARE(valueOf(readings, "disk/sda/read"), 512.0);
        QCOMPARE(valueOf(readings, "disk/sda/requests"), 5.0);
        QCOMPARE(valueOf(readings, "disk/sda/busy"), 50.0);
        QCOMPARE(readings[2].unit, "1/s");
    }

    void temperaturesArePlausible()
    {
        QCOMPARE(SystemFiles::temperature("41500\n").value(), 41.5);
        QCOMPARE(SystemFiles::temperature("-5000").value(), -5.0);
        QVERIFY(!SystemFiles::temperature(""));
        QVERIFY(!SystemFiles::temperature("hot"));
        QVERIFY(!SystemFiles::temperature("99999999999"));
    }

    void oddContentIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QByteArray noise;
        for (int i = 0; i < 5000; ++i)
            noise += char((i * 7919) >> 3);
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("line ends") << QByteArray("\n\n\n");
        QTest::newRow("noise") << noise;
        QTest::newRow("words") << QByteArray("cpu\ncpu x y\ncpu0 1\n:\n : : :\nMemTotal:\nMemTotal: x\n8 0 sda\n");
        QTest::newRow("no end") << QByteArray("cpu 1 2 3");
    }
    void oddContentIsLeftOut()
    {
        QFETCH(QByteArray, text);
        QVERIFY(SystemFiles::cpuTimes(text).empty());
        QVERIFY(SystemFiles::memory(text).empty());
        QVERIFY(SystemFiles::disks(text, {"sda"}).empty());
        QVERIFY(SystemFiles::network(text).empty());
        SystemFiles::load(text);
        QVERIFY(!SystemFiles::temperature(text));
    }

    void numbersAreWrittenForPeople_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QByteArray>("unit");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("percent") << 37.46 << QByteArray("%") << QByteArray("37.5 %");
        QTest::newRow("bytes") << 12.0 << QByteArray("By") << QByteArray("12 B");
        QTest::newRow("nearly a kilobyte") << 999.96 << QByteArray("By/s") << QByteArray("1.0 kB/s");
        QTest::newRow("megabytes") << 1'234'567.0 << QByteArray("By/s") << QByteArray("1.2 MB/s");
        QTest::newRow("degrees") << 41.0 << QByteArray("Cel") << QByteArray("41.0 °C");
        QTest::newRow("load") << 0.5 << QByteArray("1") << QByteArray("0.50");
    }
    void numbersAreWrittenForPeople()
    {
        QFETCH(double, value);
        QFETCH(QByteArray, unit);
        QTEST(readingText({"x", value, unit}), "text");
    }

    void readsItsAddress()
    {
        const auto read = [](const QString &text) { return SystemAddress::from(*FeedAddress::parse(text)); };
        QVERIFY(read(u"system:"_s)->parts == SystemAddress::Everything);
        QVERIFY(read(u"system:"_s)->interval == 1s);
        QVERIFY(read(u"system:cpu"_s)->parts == SystemAddress::Cpu);
        QVERIFY(read(u"system:cpu,load?every=500ms"_s)->parts == (SystemAddress::Cpu | SystemAddress::Load));
        QVERIFY(read(u"system:?every=500ms"_s)->interval == 500ms);
        QVERIFY(read(u"system:?every=1h"_s)->interval == 1h);
        for (const QString &wrong : {u"system:gpu"_s, u"system:cpu,"_s, u"system:?every=99ms"_s, u"system:?every=2h"_s,
                                     u"system:?every=1"_s, u"system:?every=nans"_s, u"system:?every="_s})
            QVERIFY2(!read(wrong), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(tst_SystemFiles)
#include "tst_SystemFiles.moc"
