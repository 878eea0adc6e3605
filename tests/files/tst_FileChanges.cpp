// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/files/FileFolder.h"
#include "tests/support/Unprivileged.h"
#include <livebelt/async/LiveTasks.h>

#include <cstdio>
#include <sys/stat.h>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What becomes of a file while it is followed: it comes, grows, is rotated, cut off, or not to be read.
class tst_FileChanges : public QObject, private FileFolder
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(m_directory->isValid());
    }
    void cleanup() { QTRY_VERIFY(async::liveTasks().empty()); }
    void waitsForAFileThatIsNotThere();
    void aHalfLineGoesOnOrEnds();
    void aWriterKilledInALineLosesNothing();
    void aLineWithoutEndIsShownAfterAMoment();
    void aFifoGoesOnWithItsNextWriter();
    void theHoleOfATruncatedFileIsSkipped();
    void goesOnOnceItCanBeOpenedAgain();
    void waitsForAFileThatMayNotBeReadYet();
    void closesWhileItMayNotBeRead();
    void goesThroughLogrotate_data();
    void goesThroughLogrotate();
};

void tst_FileChanges::waitsForAFileThatIsNotThere()
{
    FeedRun run(fileKind(), address(u"later"_s, u"?parse=text"_s));
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY(run.text(NoticeType::Connected).contains("not there yet"));
    append(u"later"_s, numbers(1, 20).join('\n') + "\n");
    QVERIFY(run.waitForData(20));
    QCOMPARE(texts(run), numbers(1, 20));
}

void tst_FileChanges::aHalfLineGoesOnOrEnds()
{
    append(u"log"_s, "line1\nli");
    FeedRun run(fileKind(), address(u"log"_s, u"?from=start&parse=text"_s));
    QVERIFY(run.waitForData(1));
    append(u"log"_s, "ne2\nline3\nha");
    QTRY_VERIFY_WITH_TIMEOUT(written(run.records()).startsWith("line1\nline2\nline3\n"), 30'000);
    shell(u"mv log log.1; echo line4 > log"_s);
    QTRY_COMPARE_WITH_TIMEOUT(written(run.records()), "line1\nline2\nline3\nha\nline4\n", 30'000);
    QVERIFY(run.waitFor(NoticeType::Information) && run.count(NoticeType::Failed) == 0);
}

void tst_FileChanges::aWriterKilledInALineLosesNothing()
{
    QProcess writer;
    writer.setWorkingDirectory(m_directory->path());
    FeedRun run(fileKind(), address(u"log"_s, u"?parse=text"_s));
    QVERIFY(run.waitFor(NoticeType::Connected));
    writer.start(u"/bin/sh"_s, {u"-c"_s, u"printf 'line1\\nline2\\nhal' >> log; exec sleep 1000"_s});
    QVERIFY(run.waitForData(2));
    writer.kill();
    QVERIFY(writer.waitForFinished());
    shell(u"printf 'f\\nline3\\n' >> log"_s); // the next one goes on in that line
    QTRY_COMPARE_WITH_TIMEOUT(written(run.records()), "line1\nline2\nhalf\nline3\n", 30'000);
}

void tst_FileChanges::aLineWithoutEndIsShownAfterAMoment()
{
    append(u"log"_s, "one\n");
    FeedRun run(fileKind(), address(u"log"_s, u"?from=start"_s));
    QVERIFY(run.waitForData(1));
    append(u"log"_s, "FATAL: dying");
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[1].text, "FATAL: dying");
    QVERIFY(run.data()[1].end == ItemEnd::None);
    append(u"log"_s, " now\n\nnext\n");
    QVERIFY(run.waitForData(5));
    QVERIFY(run.data()[2].continues);
    QCOMPARE(written(run.records()), "one\nFATAL: dying now\n\nnext\n");
}

void tst_FileChanges::aFifoGoesOnWithItsNextWriter()
{
    shell(u"mkfifo pipe"_s);
    FeedRun run(fileKind(), address(u"pipe"_s, u"?parse=text"_s));
    QVERIFY(run.waitFor(NoticeType::Connected));
    for (int i = 1; i <= 5; ++i) {
        shell(u"echo line%1 > pipe"_s.arg(i));
        QVERIFY(run.waitForData(size_t(i)));
    }
    shell(u"printf 'password: ' > pipe"_s);
    QVERIFY(run.waitForData(6));
    QCOMPARE(texts(run), numbers(1, 5) << "password: ");
    QVERIFY(!run.hasEnded());
    QVERIFY(run.close() >= 0 && run.waitForEnd());
}

void tst_FileChanges::theHoleOfATruncatedFileIsSkipped()
{
    QProcess writer; // which did not open it to append
    writer.setWorkingDirectory(m_directory->path());
    writer.start(u"/bin/sh"_s, {u"-c"_s, u"exec > log; seq 1 20000; read x; echo after; read x"_s});
    QVERIFY(writer.waitForStarted());
    FeedRun run(fileKind(), address(u"log"_s, u"?from=start&parse=text"_s));
    QVERIFY(run.waitForData(20'000));
    shell(u"truncate -s 0 log"_s);
    writer.write("\n");
    QVERIFY(run.waitForData(20'001));
    QCOMPARE(run.data().back().text, "after");
    QVERIFY2(run.text(NoticeType::Information).contains("108894 NUL bytes"),
             run.text(NoticeType::Information).constData());
    writer.write("\n");
    QVERIFY(writer.waitForFinished());
}

void tst_FileChanges::goesOnOnceItCanBeOpenedAgain()
{
    Unprivileged::give(m_directory->path());
    const WithoutRoot rights;
    append(u"log"_s, "one\n");
    FeedRun run(fileKind(), address(u"log"_s, u"?from=start&parse=text"_s));
    QVERIFY(run.waitForData(1));
    for (int round = 1; round <= 2; ++round) {
        QCOMPARE(::rename(qPrintable(path(u"log"_s)), qPrintable(path(u"log.%1"_s.arg(round)))), 0);
        append(u"new"_s, "after " + QByteArray::number(round) + '\n');
        QCOMPARE(::chmod(qPrintable(path(u"new"_s)), 0), 0);
        QCOMPARE(::rename(qPrintable(path(u"new"_s)), qPrintable(path(u"log"_s))), 0);
        QVERIFY(run.waitFor(NoticeType::Disconnected, round));
        const QByteArray said = run.text(NoticeType::Disconnected);
        QVERIFY2(said.contains("cannot be opened: Permission denied. It is tried again every second"), said);
        append(u"log.%1"_s.arg(round), "meanwhile " + QByteArray::number(round) + '\n');
        QCOMPARE(run.count(NoticeType::Reconnected), round - 1);
        QCOMPARE(::chmod(qPrintable(path(u"log"_s)), 0600), 0);
        QVERIFY(run.waitFor(NoticeType::Reconnected, round));
        QVERIFY(run.waitForData(1 + 2 * size_t(round)));
    }
    QCOMPARE(texts(run), (QByteArrayList{"one", "meanwhile 1", "after 1", "meanwhile 2", "after 2"}));
    QVERIFY(!run.hasEnded() && run.count(NoticeType::Failed) == 0);
}

void tst_FileChanges::goesThroughLogrotate_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::newRow("create") << QByteArray("create");
    QTest::newRow("copytruncate") << QByteArray("copytruncate");
    QTest::newRow("create and compress") << QByteArray("create\ncompress");
}

void tst_FileChanges::goesThroughLogrotate()
{
    QFETCH(QByteArray, options);
    append(u"log"_s, "line0\n");
    append(u"rotate.conf"_s, path(u"log"_s).toUtf8() + " {\nrotate 50\n" + options + "\n}\n");
    shell(u"chmod 600 rotate.conf; chmod 755 ."_s);
    FeedRun run(fileKind(), address(u"log"_s, u"?from=start&parse=text"_s));
    QVERIFY(run.waitForData(1));
    int line = 0;
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 100; ++i)
            append(u"log"_s, "line" + QByteArray::number(++line) + '\n');
        QVERIFY(run.waitForData(size_t(line) + 1)); // what copytruncate cuts off unread is lost to everybody
        shell(u"logrotate -f -s state rotate.conf"_s);
    }
    append(u"log"_s, "line501\n");
    QVERIFY(run.waitForData(502));
    QCOMPARE(texts(run), numbers(0, 501));
}

void tst_FileChanges::waitsForAFileThatMayNotBeReadYet()
{
    Unprivileged::give(m_directory->path());
    const WithoutRoot rights;
    append(u"log"_s, "one\n");
    QCOMPARE(::chmod(qPrintable(path(u"log"_s)), 0), 0);
    FeedRun run(fileKind(), address(u"log"_s, u"?from=start&parse=text"_s)),
        once(fileKind(), address(u"log"_s, u"?follow=0"_s));
    QVERIFY(run.waitFor(NoticeType::Disconnected) && once.waitForEnd());
    const QByteArray said = run.text(NoticeType::Disconnected);
    QVERIFY2(said.contains("cannot be opened: Permission denied. It is tried again every second"), said);
    QCOMPARE(::chmod(qPrintable(path(u"log"_s)), 0600), 0);
    QVERIFY(run.waitForData(1));
    QCOMPARE(texts(run), QByteArrayList{"one"});
    QCOMPARE(run.count(NoticeType::Disconnected), 1);
    QCOMPARE(once.count(NoticeType::Failed), 1);
}

void tst_FileChanges::closesWhileItMayNotBeRead()
{
    Unprivileged::give(m_directory->path());
    const WithoutRoot rights;
    append(u"log"_s, "one\n");
    QCOMPARE(::chmod(qPrintable(path(u"log"_s)), 0), 0);
    FeedRun run(fileKind(), address(u"log"_s));
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.close() >= 0 && run.waitForEnd());
}

QTEST_GUILESS_MAIN(tst_FileChanges)
#include "tst_FileChanges.moc"
