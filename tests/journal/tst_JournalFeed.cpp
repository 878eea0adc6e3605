// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "tests/journal/JournalPeer.h"
#include "tests/support/FeedRun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_JournalFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatWasThereAndWhatComes()
    {
        JournalPeer journal;
        QCOMPARE(journal.start(), QString());
        QCOMPARE(journal.write("MESSAGE=before\nPRIORITY=4\nSYSLOG_IDENTIFIER=disk\n"), QString());
        FeedRun run(journal.kind(), journal.url(u"lines=1"_s));
        QVERIFY2(run.waitForData(1), run.text(NoticeType::Failed).constData());
        // A value with a length in front of it (systemd's "Journal Export Formats") may hold anything.
        QCOMPARE(journal.write(QByteArray("MESSAGE\n\x04\0\0\0\0\0\0\0a\nb\xff\n_PID=7\n", 28)), QString());
        QVERIFY(run.waitForData(2));
        const Records data = run.data();
        QCOMPARE(data[0].text, "before");
        QCOMPARE(data[0].subject, "disk");
        QCOMPARE(fieldValue(data[0].fields, "severity"), "warning");
        QVERIFY(data[0].time != noTime);
        QCOMPARE(data[1].raw, "a\nb\xff");
        QCOMPARE(fieldValue(data[1].fields, "pid"), "7");
    }

    void givesOnlyWhatIsAskedFor()
    {
        JournalPeer journal;
        QCOMPARE(journal.start(), QString());
        QCOMPARE(journal.write("MESSAGE=a\nPRIORITY=6\nSYSLOG_IDENTIFIER=one\n"), QString());
        QCOMPARE(journal.write("MESSAGE=b\nPRIORITY=3\nSYSLOG_IDENTIFIER=one\n"), QString());
        QCOMPARE(journal.write("MESSAGE=c\nPRIORITY=2\nSYSLOG_IDENTIFIER=two\n"), QString());
        FeedRun run(journal.kind(), journal.url(u"identifier=one&priority=err&since=yesterday"_s));
        QVERIFY(run.waitForData(1));
        QCOMPARE(journal.write("MESSAGE=d\nPRIORITY=0\nSYSLOG_IDENTIFIER=one\n"), QString());
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.data()[0].text, "b");
        QCOMPARE(run.data()[1].text, "d");
    }

    void givesAllBootsOrTheOneThatIsAskedFor()
    {
        JournalPeer journal;
        for (int boot = 1; boot <= 3; ++boot)
            QCOMPARE(journal.writeOfBoot(boot, "MESSAGE=boot " + QByteArray::number(boot) + "\n"), QString());
        FeedRun all(journal.kind(), journal.url(u"lines=100"_s));
        FeedRun newest(journal.kind(), journal.url(u"boot=0&lines=100"_s));
        FeedRun before(journal.kind(), journal.url(u"boot=-1&lines=100"_s));
        FeedRun byId(journal.kind(), journal.url(u"boot=11111111111111111111111111111111&lines=100"_s));
        FeedRun none(journal.kind(), journal.url(u"boot=-7"_s));
        QVERIFY(all.waitForData(3) && newest.waitForData(1) && before.waitForData(1) && byId.waitForData(1));
        QCOMPARE(all.data()[0].text, "boot 1");
        QCOMPARE(newest.data()[0].text, "boot 3");
        QCOMPARE(before.data()[0].text, "boot 2");
        QCOMPARE(byId.data()[0].text, "boot 1");
        QVERIFY(none.waitForEnd());
        QVERIFY(none.text(NoticeType::Failed).contains("3 boots"));
        QCOMPARE(journal.writeOfBoot(3, "MESSAGE=more\n"), QString());
        QVERIFY(newest.waitForData(2));
        QCOMPARE(before.dataCount(), 1u);
    }

    void givesAllFields()
    {
        JournalPeer journal;
        QCOMPARE(journal.start(), QString());
        QCOMPARE(journal.write("MESSAGE=all\nMY_OWN=one\nMY_OWN=two\n_CMDLINE=/bin/x -y\nSYSLOG_PID=7\n"), QString());
        FeedRun run(journal.kind(), journal.url(u"lines=1"_s));
        QVERIFY(run.waitForData(1));
        const QByteArray fields = run.data()[0].fields;
        const QByteArrayList own{fieldValue(fields, "MY_OWN"), fieldValue(fields, "MY_OWN:2")};
        QVERIFY2(own == (QByteArrayList{"one", "two"}) || own == (QByteArrayList{"two", "one"}), fields.constData());
        QCOMPARE(fieldValue(fields, "_CMDLINE"), "/bin/x -y");
        QCOMPARE(fieldValue(fields, "SYSLOG_PID"), "7");
    }

    void aLongMessageIsWhole()
    {
        JournalPeer journal;
        QCOMPARE(journal.start(), QString());
        const QByteArray text(600'000, 'x');
        QCOMPARE(journal.write("MESSAGE=" + text + "\n"), QString());
        FeedRun run(journal.kind(), journal.url(u"lines=1"_s));
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data()[0].text, text);
    }

    void goesThroughRotation()
    {
        JournalPeer journal;
        QCOMPARE(journal.start(), QString());
        FeedRun run(journal.kind(), journal.url(u"lines=0"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        journal.give(1, 100);
        QVERIFY(run.waitForData(100));
        QCOMPARE(journal.rotate(), QString());
        journal.give(101, 100);
        QVERIFY(run.waitForData(201));
        const Records data = run.data();
        for (size_t i = 0; i < 100; ++i) {
            QCOMPARE(data[i].text, "n " + QByteArray::number(i + 1));
            QCOMPARE(data[i + 101].text, "n " + QByteArray::number(i + 101));
        }
    }

    void goesOnWhereACaptureEnds()
    {
        JournalPeer journal;
        QCOMPARE(journal.start(), QString());
        ResumePoints points;
        {
            FeedRun run(journal.kind(), journal.url(u"lines=0"_s));
            QVERIFY(run.waitFor(NoticeType::Connected));
            journal.give(1, 10);
            QVERIFY(run.waitForData(10));
            QVERIFY(run.records().back().resume);
            points = {*run.records().back().resume};
        }
        journal.give(11, 10);
        QCOMPARE(journal.rotate(), QString());
        FeedRun run(journal.kind(), journal.url(u"lines=0"_s), {}, points);
        QVERIFY(run.waitForData(11));
        QCOMPARE(run.data()[0].text, "n 11");
        QCOMPARE(run.data()[10].text, "after rotation");
        QCOMPARE(run.dataCount(), 11u);
    }

    void whatIsGoneMeanwhileIsSaid()
    {
        JournalPeer old, journal;
        QVERIFY(old.start().isEmpty() && journal.start().isEmpty());
        FeedRun before(old.kind(), old.url(u"lines=1"_s));
        QVERIFY(before.waitForData(1));
        FeedRun run(journal.kind(), journal.url(u"lines=0"_s), {}, {*before.records().back().resume});
        QVERIFY(run.waitFor(NoticeType::Information));
        QVERIFY(run.text(NoticeType::Information).contains("may be missing"));
    }

    void aDamagedFileHoldsUpNoOther()
    {
        JournalPeer journal;
        QCOMPARE(journal.start(), QString());
        QFile damaged(journal.directory() + u"/damaged.journal"_s);
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write(QByteArray(100'000, 'x')) > 0);
        damaged.close();
        FeedRun run(journal.kind(), journal.url(u"lines=10"_s));
        QVERIFY(run.waitForData(1));
        QCOMPARE(journal.write("MESSAGE=more\n"), QString());
        QVERIFY(run.waitForData(2));
    }

    void aJournalThatIsNotThereIsSaid_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("holds");
        QTest::newRow("no directory") << u"directory=/nonexistent"_s << QByteArray("no journal of that name");
        QTest::newRow("no file") << u"file=/nonexistent.journal"_s << QByteArray("no journal of that name");
        QTest::newRow("empty") << u"directory=EMPTY"_s << QByteArray("There is no journal here");
    }
    void aJournalThatIsNotThereIsSaid()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, holds);
        const QTemporaryDir empty;
        FeedRun run(JournalPeer().kind(), u"journal:?"_s + query.replace(u"EMPTY"_s, empty.path()));
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.text(NoticeType::Failed).contains(holds), run.text(NoticeType::Failed).constData());
        QCOMPARE(run.count(NoticeType::Connected), 0);
    }
};

QTEST_GUILESS_MAIN(tst_JournalFeed)
#include "tst_JournalFeed.moc"
