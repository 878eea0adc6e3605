// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/async/LiveTasks.h"
#include "sources/files/FileKind.h"
#include "tests/support/FeedRun.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

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
    void aHalfLineIsShownWhenItIsCompletedOrAtTheEnd();
    void aWriterKilledInALineLosesNothing();
    void goesThroughLogrotate_data();
    void goesThroughLogrotate();
    void readsPackedFilesWhole_data();
    void readsPackedFilesWhole();
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

void tst_FileFeed::aHalfLineIsShownWhenItIsCompletedOrAtTheEnd()
{
    append(u"log"_s, "line1\nli");
    FeedRun run(fileKind(), address(u"log"_s, u"?from=start&parse=text"_s));
    QVERIFY(run.waitForData(1));
    append(u"log"_s, "ne2\nline3\nha");
    QVERIFY(run.waitForData(3));
    QCOMPARE(texts(run), numbers(1, 3));
    shell(u"mv log log.1; echo line4 > log"_s);
    QVERIFY(run.waitForData(5));
    QCOMPARE(texts(run), (QByteArrayList{"line1", "line2", "line3", "ha", "line4"}));
    QVERIFY(run.text(NoticeType::Information).contains("rotated"));
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
    QVERIFY(run.waitForData(4));
    QCOMPARE(texts(run), (QByteArrayList{"line1", "line2", "half", "line3"}));
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
