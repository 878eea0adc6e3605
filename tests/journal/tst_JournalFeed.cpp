// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/feed/ConnectedFeed.h"
#include "sources/journal/JournalConnection.h"
#include "tests/journal/JournalPeer.h"
#include "tests/support/FeedRun.h"

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

    void losesNothingWhenJournalctlDies()
    {
        JournalPeer journal;
        QCOMPARE(journal.start(), QString());
        FeedRun run(journal.kind(), journal.url(u"lines=0"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        journal.give(1, 100);
        QVERIFY(run.waitForData(100));
        journal.kill();
        journal.give(101, 100);
        QVERIFY(run.waitForData(200));
        const Records data = run.data();
        QCOMPARE(data.size(), 200u);
        for (size_t i = 0; i < data.size(); ++i)
            QCOMPARE(data[i].text, "n " + QByteArray::number(i + 1));
        QCOMPARE(run.count(NoticeType::Reconnected), 1);
        QVERIFY(run.text(NoticeType::Reconnected).contains("nothing is missing"));
        QVERIFY(run.text(NoticeType::Disconnected).contains("signal 9"));
    }

    void aJournalThatIsNotThereIsSaid_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("holds");
        QTest::newRow("no directory") << u"directory=/nonexistent"_s << QByteArray("no journal of that name");
        QTest::newRow("no file") << u"file=/nonexistent.journal"_s << QByteArray("no journal of that name");
        QTest::newRow("empty") << u"directory=EMPTY"_s << QByteArray("There is no journal here");
        QTest::newRow("no time") << u"since=banana"_s << QByteArray("since is a time");
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

    void aComputerWithoutJournalctlIsSaid()
    {
        FeedKind kind;
        kind.open = [](const FeedAddress &, const Credentials &) -> Result<std::unique_ptr<Feed>> {
            auto connect = [](ConnectionLog &log) -> std::unique_ptr<Connection> {
                return std::make_unique<JournalConnection>(JournalAddress(), std::make_shared<JournalProgress>(), log,
                                                           u"journalctl-that-is-not-there"_s);
            };
            return std::unique_ptr<Feed>(std::make_unique<ConnectedFeed>(u"the journal"_s, std::move(connect)));
        };
        FeedRun run(kind, u"journal:"_s);
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.text(NoticeType::Failed).contains("systemd"), run.text(NoticeType::Failed).constData());
    }
};

QTEST_GUILESS_MAIN(tst_JournalFeed)
#include "tst_JournalFeed.moc"
