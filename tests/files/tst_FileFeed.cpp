// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/files/FileFolder.h"
#include <livebelt/async/LiveTasks.h>

#include <QRandomGenerator>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Files as they are: where to begin, compressed ones, other encodings.
class tst_FileFeed : public QObject, private FileFolder
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
    void whatWasJustWrittenIsGivenWhenItIsClosed();
    void givesBackWhatItTook_data();
    void givesBackWhatItTook();
    void progressIsCutAtCarriageReturns();
    void readsPackedFilesWhole_data();
    void readsPackedFilesWhole();
    void whereToBeginHoldsForPackedFilesToo();
    void readsOtherEncodings_data();
    void readsOtherEncodings();
    void whatIsNoTextIsKeptAsItCame();
    void saysWhatCannotBeRead();
    void closesInEveryState();
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
