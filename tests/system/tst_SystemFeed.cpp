// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Notice.h"
#include "sources/system/SystemKind.h"
#include "sources/system/SystemProbe.h"
#include <livebelt/async/Scope.h>

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

async::Task<void> consume(Feed *feed, Records *records, bool *ended)
{
    auto items = feed->records();
    while (auto record = co_await items.next())
        records->push_back(std::move(*record));
    *ended = true;
}

async::Task<void> closeFeed(Feed *feed)
{
    co_await feed->close();
}

std::unique_ptr<Feed> openFeed(const QString &address)
{
    auto feed = systemKind().open(*FeedAddress::parse(address), {});
    return feed ? *std::move(feed) : nullptr;
}

void put(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(content);
}

} // namespace

class tst_SystemFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsThisVeryComputer()
    {
        const auto feed = openFeed(u"system:?every=100ms"_s);
        QVERIFY(feed);
        Records records;
        bool ended = false;
        async::Scope scope;
        scope.spawn(consume(feed.get(), &records, &ended));
        const auto seen = [&records](const QByteArray &subject) {
            return std::count_if(records.begin(), records.end(),
                                 [&](const Record &record) { return record.subject == subject; });
        };
        QTRY_VERIFY(seen("cpu") >= 3);
        QVERIFY(noticeType(records[0]) == NoticeType::Connected);
        for (const char *const subject : {"cpu/0", "load/1m", "load/5m", "load/15m", "memory/used", "memory/available"})
            QVERIFY2(seen(subject) >= 3, subject);
        for (size_t i = 1; i < records.size(); ++i) {
            const Record &record = records[i];
            QVERIFY(record.kind == RecordKind::Measurement);
            QVERIFY(record.hasValue() && std::isfinite(record.value) && !record.unit.isEmpty() &&
                    !record.text.isEmpty());
            if (record.unit == "%")
                QVERIFY(record.value >= 0 && record.value <= 100);
            QVERIFY(record.received >= records[i - 1].received);
        }
        scope.spawn(closeFeed(feed.get()));
        QTRY_VERIFY(ended);
    }

    void readsOnlyWhatIsAskedFor()
    {
        const auto feed = openFeed(u"system:load?every=100ms"_s);
        Records records;
        bool ended = false;
        async::Scope scope;
        scope.spawn(consume(feed.get(), &records, &ended));
        QTRY_VERIFY(records.size() >= 7);
        for (size_t i = 1; i < records.size(); ++i)
            QVERIFY(records[i].subject.startsWith("load/"));
    }

    void canBeDestroyedWhileItWaits()
    {
        const auto feed = openFeed(u"system:?every=1h"_s);
        Records records;
        bool ended = false;
        {
            async::Scope scope;
            scope.spawn(consume(feed.get(), &records, &ended));
            QTRY_VERIFY(records.size() > 1);
        }
        QVERIFY(!ended);
    }

    void closesWhileItWaits()
    {
        const auto feed = openFeed(u"system:?every=1h"_s);
        Records records;
        bool ended = false;
        async::Scope scope;
        scope.spawn(consume(feed.get(), &records, &ended));
        QTRY_VERIFY(records.size() > 1);
        scope.spawn(closeFeed(feed.get()));
        QTRY_VERIFY_WITH_TIMEOUT(ended, 1000);
    }

    void readsTemperaturesOfEverySensor()
    {
        const QTemporaryDir root;
        put(root.filePath(u"sys/class/hwmon/hwmon0/name"_s), "coretemp\n");
        put(root.filePath(u"sys/class/hwmon/hwmon0/temp1_input"_s), "45000\n");
        put(root.filePath(u"sys/class/hwmon/hwmon0/temp1_label"_s), "Package id 0\n");
        put(root.filePath(u"sys/class/hwmon/hwmon0/temp2_input"_s), "41000\n");
        put(root.filePath(u"sys/class/hwmon/hwmon0/fan1_input"_s), "900\n");
        put(root.filePath(u"sys/class/hwmon/hwmon1/temp1_input"_s), "broken\n");
        put(root.filePath(u"sys/class/thermal/thermal_zone0/type"_s), "acpitz\n");
        put(root.filePath(u"sys/class/thermal/thermal_zone0/temp"_s), "27800\n");
        put(root.filePath(u"sys/class/thermal/thermal_zone1/type"_s), "acpitz\n");
        put(root.filePath(u"sys/class/thermal/thermal_zone1/temp"_s), "29800\n");
        SystemAddress address;
        address.parts = SystemAddress::Temperature;
        SystemProbe probe(address, root.path());
        const Readings readings = probe.read(Rates::Time(1s));
        QCOMPARE(readings.size(), 4u);
        QCOMPARE(readings[0].subject, "temperature/coretemp/Package-id-0");
        QCOMPARE(readings[0].value, 45.0);
        QCOMPARE(readings[1].subject, "temperature/coretemp/temp2");
        QCOMPARE(readings[2].subject, "temperature/acpitz");
        QCOMPARE(readings[3].subject, "temperature/acpitz-2");
    }

    void aComputerThatTellsNothingIsNoError()
    {
        const QTemporaryDir root;
        SystemProbe probe({}, root.path());
        QVERIFY(probe.read(Rates::Time(1s)).empty());
        QVERIFY(probe.read(Rates::Time(2s)).empty());
    }
};

QTEST_GUILESS_MAIN(tst_SystemFeed)
#include "tst_SystemFeed.moc"
