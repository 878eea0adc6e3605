// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/files/FileFolder.h"
#include <livebelt/async/LiveTasks.h>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// A capture that is continued goes on in the file where it ended.
class tst_FileResume : public QObject, private FileFolder
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(m_directory->isValid());
    }
    void cleanup() { QTRY_VERIFY(async::liveTasks().empty()); }
    void goesOnWhereACaptureEnds_data();
    void goesOnWhereACaptureEnds();
    void goesOnFromTheEndThatItBeganWith();
    void whatIsNoLongerThereToGoOnWithIsSaid();
    void theColumnsAreKnownFromTheFirstLine_data();
    void theColumnsAreKnownFromTheFirstLine();
};

void tst_FileResume::goesOnWhereACaptureEnds_data()
{
    QTest::addColumn<QString>("meanwhile");
    QTest::addColumn<QByteArray>("rest");
    const auto row = [](const char *name, const QString &meanwhile, const QByteArray &rest) {
        QTest::newRow(name) << meanwhile << rest;
    };
    row("nothing", u"true"_s, "");
    row("more", u"echo line4 >> log; echo line5 >> log"_s, "line4\nline5\n");
    row("rotated", u"echo line4 >> log; mv log log.1; echo line5 > log"_s, "line4\nline5\n");
    row("rotated twice",
        u"echo line4 >> log; mv log log.1; echo line5 > log; mv log.1 log.2; mv log log.1; echo line6 > log"_s,
        "line4\nline5\nline6\n");
    row("rotated, and nothing new yet", u"echo line4 >> log; mv log log.1"_s, "line4\n");
    row("rotated and packed", u"echo line4 >> log; mv log log.1; gzip log.1; echo line5 > log"_s, "line4\nline5\n");
    row("packed, with nothing new in it", u"mv log log.1; xz log.1; echo line4 > log"_s, "line4\n");
    row("packed, and rotated again",
        u"echo line4 >> log; mv log log.2; gzip log.2; echo line5 > log.1; echo line6 > log"_s,
        "line4\nline5\nline6\n");
    row("copied and cut off", u"echo line4 >> log; cp log log.1; : > log; echo line5 >> log"_s, "line4\nline5\n");
}

void tst_FileResume::goesOnWhereACaptureEnds()
{
    QFETCH(QString, meanwhile);
    QFETCH(QByteArray, rest);
    append(u"log"_s, "line1\nline2\nline3\n");
    ResumePoints points;
    {
        FeedRun run(fileKind(), address(u"log"_s, u"?from=start"_s));
        QVERIFY(run.waitForData(3));
        QVERIFY(run.close() >= 0 && run.waitForEnd());
        points = pointsOf(run);
    }
    QCOMPARE(points.size(), 1u);
    QCOMPARE(points[0].key, path(u"log"_s).toUtf8());
    shell(meanwhile);
    FeedRun run(fileKind(), address(u"log"_s, u"?from=start"_s), {}, points);
    QVERIFY(run.waitFor(NoticeType::Connected));
    shell(u"echo end >> log"_s);
    QTRY_COMPARE_WITH_TIMEOUT(written(run.records()), rest + "end\n", 30'000);
    // And once more, in the middle of a line.
    append(u"log"_s, "half");
    QVERIFY(run.close() >= 0 && run.waitForEnd());
    append(u"log"_s, "way\n");
    FeedRun last(fileKind(), address(u"log"_s), {}, pointsOf(run));
    QVERIFY(last.waitForData(1));
    QCOMPARE(written(run.records()) + written(last.records()), rest + "end\nhalfway\n");
    QVERIFY(last.data()[0].continues);
}

void tst_FileResume::goesOnFromTheEndThatItBeganWith()
{
    append(u"log"_s, "line1\n");
    ResumePoints points;
    {
        FeedRun run(fileKind(), address(u"log"_s, u"?from=end"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        points = pointsOf(run);
    }
    append(u"log"_s, "line2\n");
    FeedRun run(fileKind(), address(u"log"_s, u"?from=end"_s), {}, points);
    QVERIFY(run.waitForData(1));
    QCOMPARE(run.data()[0].text, "line2");
}

void tst_FileResume::whatIsNoLongerThereToGoOnWithIsSaid()
{
    append(u"log"_s, "line1\nline2\n");
    ResumePoints points;
    {
        FeedRun run(fileKind(), address(u"log"_s, u"?from=start"_s));
        QVERIFY(run.waitForData(2));
        points = pointsOf(run);
    }
    shell(u"rm log; echo other > log"_s);
    FeedRun run(fileKind(), address(u"log"_s), {}, points);
    QVERIFY(run.waitForData(1));
    QCOMPARE(run.data()[0].text, "other");
    QVERIFY2(run.text(NoticeType::Information).contains("missing"), run.text(NoticeType::Information).constData());
    FeedRun odd(fileKind(), address(u"log"_s, u"?from=start"_s), {}, {{path(u"log"_s).toUtf8(), "what is this"}});
    QVERIFY(odd.waitForData(1)); // what is not understood is as if it were not there
}

void tst_FileResume::theColumnsAreKnownFromTheFirstLine_data()
{
    QTest::addColumn<bool>("isContinued");
    QTest::newRow("a capture goes on") << true;
    QTest::newRow("it begins at the end") << false;
}

void tst_FileResume::theColumnsAreKnownFromTheFirstLine()
{
    QFETCH(bool, isContinued);
    append(u"log"_s, "time;site;level\r\n2026-11-30T10:00:00Z;north;1,5\r\n");
    ResumePoints points;
    if (isContinued) {
        FeedRun run(fileKind(), address(u"log"_s, u"?from=start&parse=csv"_s));
        QVERIFY(run.waitForData(2));
        points = pointsOf(run);
    }
    FeedRun run(fileKind(), address(u"log"_s, u"?from=end&parse=csv"_s), {}, points);
    QVERIFY(run.waitFor(NoticeType::Connected));
    append(u"log"_s, "2026-11-30T10:00:01Z;south;2,5\r\n");
    QVERIFY(run.waitForData(1));
    QCOMPARE(run.dataCount(), 1u);
    const QByteArray fields = run.data()[0].fields;
    QVERIFY2(fields.contains("\"site\":\"south\"") && fields.contains("\"level\":2.5"), fields.constData());
}

QTEST_GUILESS_MAIN(tst_FileResume)
#include "tst_FileResume.moc"
