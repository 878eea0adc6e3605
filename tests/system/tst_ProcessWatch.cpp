// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/system/Filesystems.h"
#include "sources/system/ProcessWatch.h"
#include "sources/system/SystemAddress.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const ProcessWatch::Units units{100, 4096};

ProcessSample sample(qint64 pid, quint64 start, const QByteArray &name, quint64 ticks, quint64 pages = 10)
{
    ProcessSample result;
    result.pid = pid;
    result.start = start;
    result.name = name;
    result.ticks = ticks;
    result.pages = pages;
    return result;
}

std::optional<ProcessTraffic> noTraffic(qint64)
{
    return std::nullopt;
}

const Record *find(const Records &records, const QByteArray &subject)
{
    const auto found = std::find_if(records.begin(), records.end(),
                                    [&subject](const Record &record) { return record.subject == subject; });
    return found == records.end() ? nullptr : &*found;
}

QByteArrayList events(const Records &records)
{
    QByteArrayList texts;
    for (const Record &record : records) {
        if (record.kind == RecordKind::Event)
            texts.append(record.text);
    }
    return texts;
}

} // namespace

class tst_ProcessWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheFilesOfProc()
    {
        const auto read =
            processSample("42 (a (odd) name) S 1 42 42 0 -1 4194560 1 2 3 4 150 50 7 8 20 0 1 0 98765 1000000 "
                          "321 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0\n");
        QVERIFY(read);
        QCOMPARE(read->pid, 42);
        QCOMPARE(read->name, "a (odd) name");
        QCOMPARE(read->ticks, 200u);
        QCOMPARE(read->start, 98765u);
        QCOMPARE(read->pages, 321u);
        const auto traffic = processTraffic("rchar: 9\nwchar: 9\nread_bytes: 4096\nwrite_bytes: 8192\n");
        QVERIFY(traffic);
        QCOMPARE(traffic->read, 4096u);
        QCOMPARE(traffic->written, 8192u);
    }

    void whatIsNoSuchFileIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("words") << QByteArray("some words");
        QTest::newRow("short") << QByteArray("1 (x) S 1 2 3");
        QTest::newRow("turned") << QByteArray(")x(");
        QTest::newRow("zombie") << QByteArray("42 (x) Z 1 42 42 0 -1 0 1 2 3 4 150 50 7 8 20 0 1 0 98765 0 0 0\n");
        QTest::newRow("no numbers") << QByteArray("42 (x) S 1 42 42 0 -1 0 1 2 3 4 a b 7 8 20 0 1 0 c 0 d 0\n");
    }
    void whatIsNoSuchFileIsLeftOut()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!processSample(text));
        QVERIFY(!processTraffic(text));
    }

    void measuresTheBusiest()
    {
        ProcessChoice choice;
        choice.top = 2;
        ProcessWatch watch(choice, units);
        const auto at = Rates::Time(100s);
        watch.beat({sample(1, 1, "a", 100), sample(2, 1, "b", 100), sample(3, 1, "c", 100)}, at, 5, noTraffic);
        const Records records = watch.beat(
            {sample(1, 1, "a", 110), sample(2, 1, "b", 400), sample(3, 1, "c", 200), sample(4, 9, "new", 5000)},
            at + 2s, 6, noTraffic);
        QCOMPARE(records.size(), 4u);
        QCOMPARE(find(records, "process/b/2/cpu")->value, 150.0);
        QCOMPARE(find(records, "process/c/3/cpu")->value, 50.0);
        QCOMPARE(find(records, "process/b/2/memory")->value, 40960.0);
        QCOMPARE(fieldValue(records[0].fields, "pid"), "2");
        QCOMPARE(fieldValue(records[0].fields, "name"), "b");
        QCOMPARE(records[0].received, 6);
    }

    void measuresWhatIsReadAndWritten()
    {
        ProcessChoice choice;
        choice.names = {"a"};
        ProcessWatch watch(choice, units);
        ProcessTraffic total{1000, 5000};
        const auto traffic = [&total](qint64) { return std::optional(total); };
        const auto at = Rates::Time(100s);
        QVERIFY(!find(watch.beat({sample(1, 1, "a", 1)}, at, 5, traffic), "process/a/1/read"));
        total = {3000, 4000}; // a file was removed before it had been written to the disk
        const Records records = watch.beat({sample(1, 1, "a", 1)}, at + 2s, 5, traffic);
        QCOMPARE(find(records, "process/a/1/read")->value, 1000.0);
        QCOMPARE(find(records, "process/a/1/write")->value, 0.0);
        QCOMPARE(find(records, "process/a/1/write")->unit, "By/s");
    }

    void tellsStartsAndEndsOfANamedOne()
    {
        ProcessChoice choice;
        choice.names = {"a"};
        ProcessWatch watch(choice, units);
        auto beat = [&watch, at = Rates::Time(100s)](const std::vector<ProcessSample> &all) mutable {
            at += 1s;
            return events(watch.beat(all, at, 5, noTraffic));
        };
        QVERIFY(beat({sample(1, 1, "a", 1), sample(7, 1, "b", 1)}).isEmpty());
        QCOMPARE(beat({sample(1, 1, "a", 1), sample(2, 5, "a", 1)}), QByteArrayList({"a (2) has started"}));
        QCOMPARE(beat({sample(2, 5, "a", 1)}), QByteArrayList({"a (1) has ended"}));
        // The kernel has given the number to another process.
        const QByteArrayList both = beat({sample(2, 90, "a", 1)});
        QCOMPARE(both, QByteArrayList({"a (2) has started", "a (2) has ended"}));
        QVERIFY(!watch.isOver());
    }

    void aNumberMeansOneProcessOnly()
    {
        ProcessChoice choice;
        choice.pids = {2};
        ProcessWatch watch(choice, units);
        const auto at = Rates::Time(100s);
        QCOMPARE(watch.beat({sample(1, 1, "x", 1), sample(2, 5, "a", 1)}, at, 5, noTraffic).size(), 1u);
        QVERIFY(!watch.isOver());
        const Records records = watch.beat({sample(2, 90, "b", 1)}, at + 1s, 5, noTraffic);
        QCOMPARE(records.size(), 1u);
        QCOMPARE(records[0].text, "a (2) has ended");
        QVERIFY(watch.isOver());
    }

    void findsTheDisksFilesystems()
    {
        const auto all = filesystems("proc /proc proc rw 0 0\n/dev/sda1 / ext4 rw 0 0\n/dev/sda1 /bound ext4 rw 0 0\n"
                                     "/dev/sdb1 /my\\040disk xfs rw 0 0\nserver:/x /net nfs rw 0 0\n"
                                     "/dev/loop1 /snap squashfs ro 0 0\noverlay /over overlay rw 0 0\nshort\n\n");
        QCOMPARE(all.size(), 3u);
        QCOMPARE(all[0].path, "/");
        QCOMPARE(all[1].path, "/my disk");
        QCOMPARE(all[2].path, "/over");
        const Readings readings = space({{"/dev/x", "/"}}, {});
        QCOMPARE(readings.size(), 2u);
        QCOMPARE(readings[0].subject, "mount/free");
        QCOMPARE(readings[0].unit, "By");
        QCOMPARE(readings[1].subject, "mount/used");
        QVERIFY(readings[1].value >= 0 && readings[1].value <= 100);
        QVERIFY(space({{"/dev/x", "/nonexistent"}}, {}).empty());
    }

    void readsItsAddress()
    {
        const auto read = [](const QString &text) { return SystemAddress::from(*FeedAddress::parse(text)); };
        const auto top = read(u"system:process?top=3"_s);
        QVERIFY2(top, qPrintable(top.error()));
        QVERIFY(top->parts == SystemAddress::Process);
        QCOMPARE(top->processes.top, 3);
        QVERIFY(!top->processes.isNamed());
        const auto named = read(u"system:process,disk/sda?name=a-very-long-program-name&pid=12&name=b"_s);
        QVERIFY2(named, qPrintable(named.error()));
        QCOMPARE(named->processes.names, QByteArrayList({"a-very-long-pro", "b"}));
        QCOMPARE(named->processes.pids, QList<qint64>({12}));
        QVERIFY(named->parts == (SystemAddress::Process | SystemAddress::Disk));
        QCOMPARE(named->disks, QByteArrayList({"sda"}));
        QVERIFY(!(read(u"system:"_s)->parts & SystemAddress::Process));
        for (const QString &wrong : {u"system:process?top=0"_s, u"system:process?top=x"_s, u"system:process?pid=-1"_s,
                                     u"system:process?pid=x"_s, u"system:process?name="_s, u"system:disk/"_s,
                                     u"system:disk/../x"_s, u"system:cpu?name=x"_s, u"system:process/x"_s})
            QVERIFY2(!read(wrong), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(tst_ProcessWatch)
#include "tst_ProcessWatch.moc"
