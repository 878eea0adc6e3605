// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ArrivalWriter.h"
#include "model/records/Fields.h"
#include "sources/files/FileKind.h"
#include "tests/support/FeedRun.h"
#include "tests/support/Unprivileged.h"
#include <livebelt/async/LiveTasks.h>

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>
#include <sys/stat.h>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Files written, rotated and packed by others.
class tst_FileFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(m_directory->isValid());
    }
    void cleanup() { QTRY_VERIFY(async::liveTasks().empty()); }
    void givesTheLastLinesAndWhatIsAdded();
    void beginsWhereTheAddressSays_data();
    void beginsWhereTheAddressSays();
    void waitsForAFileThatIsNotThere();
    void aHalfLineGoesOnOrEnds();
    void aLineWithoutEndIsShownAfterAMoment();
    void whatWasJustWrittenIsGivenWhenItIsClosed();
    void givesBackWhatItTook_data();
    void givesBackWhatItTook();
    void progressIsCutAtCarriageReturns();
    void goesOnWhereACaptureEnds_data();
    void goesOnWhereACaptureEnds();
    void goesOnFromTheEndThatItBeganWith();
    void whatIsNoLongerThereToGoOnWithIsSaid();
    void aFifoGoesOnWithItsNextWriter();
    void theHoleOfATruncatedFileIsSkipped();
    void aWriterKilledInALineLosesNothing();
    void goesOnOnceItCanBeOpenedAgain();
    void goesThroughLogrotate_data();
    void goesThroughLogrotate();
    void readsPackedFilesWhole_data();
    void readsPackedFilesWhole();
    void whereToBeginHoldsForPackedFilesToo();
    void readsOtherEncodings_data();
    void readsOtherEncodings();
    void whatIsNoTextIsKeptAsItCame();
    void saysWhatCannotBeRead();
    void closesInEveryState();

private:
    QString path(const QString &name) const { return m_directory->filePath(name); }
    QString address(const QString &name, const QString &query = {}) const { return u"file:"_s + path(name) + query; }
    void append(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::Append) && file.write(bytes) == bytes.size());
    }
    void shell(const QString &command) const
    {
        QProcess process;
        process.setWorkingDirectory(m_directory->path());
        process.start(u"/bin/sh"_s, {u"-c"_s, command});
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }
    static QByteArrayList texts(const FeedRun &run)
    {
        QByteArrayList texts;
        for (const Record &record : run.data())
            texts << record.text;
        return texts;
    }
    /// What an export writes again of it.
    static QByteArray written(const Records &records)
    {
        ArrivalWriter writer;
        TextBuilder out;
        for (const Record &record : records)
            writer.write(out, "file", record);
        return out.copy();
    }
    static ResumePoints pointsOf(const FeedRun &run)
    {
        ResumePoints points;
        for (const Record &record : run.records()) {
            if (record.resume)
                points = {*record.resume};
        }
        return points;
    }
    static QByteArrayList numbers(int first, int last)
    {
        QByteArrayList lines;
        for (int i = first; i <= last; ++i)
            lines << "line" + QByteArray::number(i);
        return lines;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_FileFeed::givesTheLastLinesAndWhatIsAdded()
{
    append(u"log"_s, numbers(1, 30).join('\n') + "\n");
    FeedRun run(fileKind(), address(u"log"_s, u"?parse=text"_s));
    QVERIFY(run.waitForData(10));
    append(u"log"_s, "line31\nline32\n");
    QVERIFY(run.waitForData(12));
    QCOMPARE(texts(run), numbers(21, 32));
    QVERIFY(run.text(NoticeType::Connected).startsWith("Following"));
}

void tst_FileFeed::beginsWhereTheAddressSays_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::newRow("start") << u"from=start"_s << numbers(1, 5) + QByteArrayList{"half"};
    QTest::newRow("end") << u"from=end"_s << QByteArrayList{"half"};
    QTest::newRow("last 2") << u"from=last:2"_s << numbers(4, 5) + QByteArrayList{"half"};
    QTest::newRow("last 0") << u"from=last:0"_s << QByteArrayList{"half"};
    QTest::newRow("more than there are") << u"from=last:100"_s << numbers(1, 5) + QByteArrayList{"half"};
}

void tst_FileFeed::beginsWhereTheAddressSays()
{
    QFETCH(QString, query);
    QFETCH(QByteArrayList, lines);
    append(u"log"_s, numbers(1, 5).join('\n') + "\nhalf");
    FeedRun run(fileKind(), address(u"log"_s, u"?follow=0&parse=text&"_s + query));
    QVERIFY(run.waitForEnd());
    QCOMPARE(texts(run), lines);
    QCOMPARE(run.count(NoticeType::Ended), 1);
}

void tst_FileFeed::waitsForAFileThatIsNotThere()
{
    FeedRun run(fileKind(), address(u"later"_s, u"?parse=text"_s));
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY(run.text(NoticeType::Connected).contains("not there yet"));
    append(u"later"_s, numbers(1, 20).join('\n') + "\n");
    QVERIFY(run.waitForData(20));
    QCOMPARE(texts(run), numbers(1, 20));
}

void tst_FileFeed::aHalfLineGoesOnOrEnds()
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

void tst_FileFeed::aWriterKilledInALineLosesNothing()
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

void tst_FileFeed::aLineWithoutEndIsShownAfterAMoment()
{
    append(u"log"_s, "one\n");
    FeedRun run(fileKind(), address(u"log"_s, u"?from=start"_s));
    QVERIFY(run.waitForData(1));
    append(u"log"_s, "FATAL: dying");
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[1].text, "FATAL: dying");
    QCOMPARE(run.data()[1].fields, R"({"lineEnd":"none"})");
    append(u"log"_s, " now\n\nnext\n");
    QVERIFY(run.waitForData(5));
    QCOMPARE(run.data()[2].fields, R"({"continues":true})");
    QCOMPARE(written(run.records()), "one\nFATAL: dying now\n\nnext\n");
}

void tst_FileFeed::whatWasJustWrittenIsGivenWhenItIsClosed()
{
    append(u"log"_s, "one\n");
    FeedRun run(fileKind(), address(u"log"_s, u"?from=start"_s));
    QVERIFY(run.waitForData(1));
    append(u"log"_s, "two\nlast words");
    QVERIFY(run.close() < 1'000 && run.waitForEnd());
    QCOMPARE(written(run.records()), "one\ntwo\nlast words");
}

void tst_FileFeed::givesBackWhatItTook_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("query");
    const QByteArray blank = "one\n\n\ntwo\r\n\r\n \n\n", open = "a\n\nb",
                     json = "{\"message\":\"x\"}\r\n\n{\"a\":1}\n";
    QTest::newRow("blank lines") << blank << QString();
    QTest::newRow("no end") << open << QString();
    QTest::newRow("only an end") << QByteArray("\n") << QString();
    QTest::newRow("JSON") << json << QString();
    QTest::newRow("JSON that is asked for") << json << u"&parse=json"_s;
    QTest::newRow("a table") << QByteArray("a,b\n1,2\n3,\"4\n\n5\"\n") << u"&parse=csv"_s;
    QTest::newRow("a mark") << QByteArray("\xef\xbb\xbf"
                                          "one\r\ntwo\n")
                            << QString();
    QTest::newRow("only a mark") << QByteArray("\xef\xbb\xbf") << QString();
    QTest::newRow("latin1") << QByteArray("caf\xe9\r\nplain\n\xfc") << u"&encoding=latin1"_s;
    QTest::newRow("utf-16") << QByteArray("\xff\xfe"
                                          "a\0\r\0\n\0\n\0b\0",
                                          12)
                            << QString();
    QTest::newRow("a long line") << QByteArray(1 << 20, 'x') + "\n" + QByteArray(1 << 20, 'y') << QString();
    QRandomGenerator random(7);
    QByteArray bytes;
    for (int i = 0; i < 300'000; ++i)
        bytes += random.bounded(8) == 0 ? "\r\n\0\xff{\",\n"[random.bounded(8)] : char(random.bounded(256));
    QTest::newRow("anything") << bytes << QString();
    QTest::newRow("anything, as text") << bytes << u"&parse=text"_s;
    QTest::newRow("anything, with progress") << bytes << u"&frame=cr"_s;
}

void tst_FileFeed::givesBackWhatItTook()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, query);
    append(u"file"_s, bytes);
    FeedRun run(fileKind(), address(u"file"_s, u"?follow=0"_s + query));
    QVERIFY(run.waitForEnd());
    QCOMPARE(written(run.records()), bytes);
}

void tst_FileFeed::progressIsCutAtCarriageReturns()
{
    append(u"log"_s, "start\n 10%\r 20%\r 30%\r\ndone\n");
    FeedRun run(fileKind(), address(u"log"_s, u"?follow=0&frame=cr&parse=text"_s));
    QVERIFY(run.waitForEnd());
    QCOMPARE(texts(run), (QByteArrayList{"start", " 10%", " 20%", " 30%", "done"}));
}

void tst_FileFeed::goesOnWhereACaptureEnds_data()
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
    row("copied and cut off", u"echo line4 >> log; cp log log.1; : > log; echo line5 >> log"_s, "line4\nline5\n");
}

void tst_FileFeed::goesOnWhereACaptureEnds()
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
    QVERIFY(last.data()[0].fields.contains("continues"));
}

void tst_FileFeed::goesOnFromTheEndThatItBeganWith()
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

void tst_FileFeed::whatIsNoLongerThereToGoOnWithIsSaid()
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

void tst_FileFeed::aFifoGoesOnWithItsNextWriter()
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

void tst_FileFeed::theHoleOfATruncatedFileIsSkipped()
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

void tst_FileFeed::goesOnOnceItCanBeOpenedAgain()
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

void tst_FileFeed::goesThroughLogrotate_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::newRow("create") << QByteArray("create");
    QTest::newRow("copytruncate") << QByteArray("copytruncate");
    QTest::newRow("create and compress") << QByteArray("create\ncompress");
}

void tst_FileFeed::goesThroughLogrotate()
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

void tst_FileFeed::readsPackedFilesWhole_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("gzip") << u"seq -f line%g 1 5000 | gzip > packed"_s;
    QTest::newRow("gzip, two members") << u"(seq -f line%g 1 10 | gzip; seq -f line%g 11 5000 | gzip) > packed"_s;
    QTest::newRow("zstd") << u"seq -f line%g 1 5000 | zstd -q > packed"_s;
    QTest::newRow("xz") << u"seq -f line%g 1 5000 | xz > packed"_s;
    QTest::newRow("lzma") << u"seq -f line%g 1 5000 | xz --format=lzma > packed"_s;
    QTest::newRow("bzip2") << u"seq -f line%g 1 5000 | bzip2 > packed"_s;
    QTest::newRow("lz4") << u"seq -f line%g 1 5000 | lz4 -q > packed"_s;
    QTest::newRow("zstd, two frames") << u"(seq -f line%g 1 10|zstd -q; seq -f line%g 11 5000|zstd -q) > packed"_s;
}

void tst_FileFeed::readsPackedFilesWhole()
{
    QFETCH(QString, command);
    shell(command);
    FeedRun run(fileKind(), address(u"packed"_s, u"?parse=text"_s));
    QVERIFY(run.waitForEnd());
    QCOMPARE(texts(run), numbers(1, 5000));
    QCOMPARE(run.count(NoticeType::Ended), 1);
}

void tst_FileFeed::whereToBeginHoldsForPackedFilesToo()
{
    shell(u"seq -f line%g 1 5000 | xz > packed; echo x > y; zip -q archive.zip y"_s);
    FeedRun last(fileKind(), address(u"packed"_s, u"?parse=text&from=last:2"_s));
    FeedRun none(fileKind(), address(u"packed"_s, u"?parse=text&from=end"_s));
    FeedRun zip(fileKind(), address(u"archive.zip"_s));
    QVERIFY(last.waitForEnd() && none.waitForEnd() && zip.waitForEnd());
    QCOMPARE(texts(last), numbers(4999, 5000));
    QVERIFY(none.data().empty());
    QVERIFY2(zip.text(NoticeType::Failed).contains("a zip archive"), zip.text(NoticeType::Failed).constData());
}

void tst_FileFeed::readsOtherEncodings_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("query");
    QTest::newRow("latin1") << u"ISO-8859-1"_s << u"&encoding=latin1"_s;
    QTest::newRow("windows-1252") << u"WINDOWS-1252"_s << u"&encoding=windows-1252"_s;
    QTest::newRow("utf-16 with its mark") << u"UTF-16"_s << QString();
    QTest::newRow("utf-16be") << u"UTF-16BE"_s << u"&encoding=utf-16be"_s;
    QTest::newRow("utf-32le") << u"UTF-32LE"_s << u"&encoding=utf-32le"_s;
    QTest::newRow("utf-8") << u"UTF-8"_s << QString();
}

void tst_FileFeed::readsOtherEncodings()
{
    QFETCH(QString, encoding);
    QFETCH(QString, query);
    append(u"plain"_s, u"caf\u00e9\nna\u00efve\n\u00fcber\n"_s.toUtf8());
    shell(u"iconv -f UTF-8 -t %1 plain > text"_s.arg(encoding));
    FeedRun run(fileKind(), address(u"text"_s, u"?follow=0&parse=text"_s + query));
    QVERIFY(run.waitForEnd());
    QCOMPARE(texts(run), (QByteArrayList{u"caf\u00e9"_s.toUtf8(), u"na\u00efve"_s.toUtf8(), u"\u00fcber"_s.toUtf8()}));
    FeedRun last(fileKind(), address(u"text"_s, u"?follow=0&parse=text&from=last:1"_s + query));
    QVERIFY(last.waitForEnd());
    QCOMPARE(texts(last), QByteArrayList{u"\u00fcber"_s.toUtf8()});
}

void tst_FileFeed::whatIsNoTextIsKeptAsItCame()
{
    append(u"log"_s, "\xef\xbb\xbfgood\nbad\xff\xfe"
                     "bytes\n");
    append(u"jis"_s, "bad\xff\xfe\n");
    FeedRun run(fileKind(), address(u"log"_s, u"?follow=0&parse=text"_s));
    FeedRun jis(fileKind(), address(u"jis"_s, u"?follow=0&parse=text&encoding=shift_jis"_s));
    QVERIFY(run.waitForEnd() && jis.waitForEnd());
    QCOMPARE(run.data()[0].text, "good"); // without the mark
    QCOMPARE(run.data()[1].raw, "bad\xff\xfe"
                                "bytes");
    QCOMPARE(jis.data()[0].raw, "bad\xff\xfe");
}

void tst_FileFeed::saysWhatCannotBeRead()
{
    FeedRun missing(fileKind(), address(u"none"_s, u"?follow=0"_s)), folder(fileKind(), address(u"."_s));
    shell(u"seq 1 5000 | gzip | head -c 100 > cut.gz"_s);
    FeedRun cut(fileKind(), address(u"cut.gz"_s));
    QVERIFY(missing.waitForEnd() && folder.waitForEnd() && cut.waitForEnd());
    QVERIFY(missing.text(NoticeType::Failed).contains("none cannot be opened"));
    QVERIFY(folder.text(NoticeType::Failed).contains("*.log"));
    QVERIFY(cut.text(NoticeType::Failed).contains("ends in the middle"));
}

void tst_FileFeed::closesInEveryState()
{
    append(u"log"_s, QByteArray("some line\n").repeated(500'000));
    FeedRun waiting(fileKind(), address(u"log"_s, u"?from=end"_s)), absent(fileKind(), address(u"none"_s)),
        busy(fileKind(), address(u"log"_s, u"?from=start"_s)), fresh(fileKind(), address(u"log"_s));
    QVERIFY(fresh.close() >= 0 && fresh.waitForEnd());
    QVERIFY(waiting.waitFor(NoticeType::Connected) && absent.waitFor(NoticeType::Connected) && busy.waitForData(10));
    for (FeedRun *run : {&waiting, &absent, &busy})
        QVERIFY(run->close() >= 0 && run->waitForEnd());
}

QTEST_GUILESS_MAIN(tst_FileFeed)
#include "tst_FileFeed.moc"
