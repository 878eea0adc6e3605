// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureWriter.h"
#include "model/records/Notice.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <poll.h>
#include <sys/stat.h>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// The program as others run it: the contract of its command line.
class tst_Program : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void watchPrintsSoManyRecordsAndNotOneMore();
    void watchFilters();
    void watchSaysWhatIsWrongWithAnAddress();
    void watchEndsThoughNobodyReads();
    void recordAndExportGiveTheSameRecords();
    void exportSaysWhatTheCaptureLacks();
    void exportedTextIsWhatWasRecorded();
    void recordEndsCleanlyOnAnInterrupt();
    void aKilledRecordingLosesNothingDurable();
    void exportWritesCsvToAFileOrNothing();
    void infoAddsUp();
    void whatIsRecordedToAFolderIsOneHistory();
    void whatIsNoCaptureIsRefused();
    void kindsListsWhatThereIs();
    void helpAndVersion();
    void usageErrorsAreTwo();
    void withoutADisplayTheWindowNamesTheCommands();

private:
    struct Done
    {
        int status = -1;
        QByteArray out;
        QByteArray err;
    };
    Done run(const QStringList &arguments, bool withDisplay = true);
    static QList<QJsonObject> records(const QByteArray &jsonLines);
    QString path(const QString &name) const { return m_dir.filePath(name); }

    QTemporaryDir m_dir;
};

static QString program()
{
    return qEnvironmentVariable("LIVEBELT_PROGRAM");
}

tst_Program::Done tst_Program::run(const QStringList &arguments, bool withDisplay)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, path(u"data"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, path(u"config"_s));
    if (!withDisplay) {
        for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
            environment.remove(name);
    }
    process.setProcessEnvironment(environment);
    process.start(program(), arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QList<QJsonObject> tst_Program::records(const QByteArray &jsonLines)
{
    QList<QJsonObject> records;
    for (const QByteArray &line : jsonLines.split('\n')) {
        if (!line.isEmpty())
            records.append(QJsonDocument::fromJson(line).object());
    }
    return records;
}

void tst_Program::watchPrintsSoManyRecordsAndNotOneMore()
{
    const Done done = run({u"watch"_s, u"system:?every=100ms"_s, u"--format"_s, u"jsonl"_s, u"--count"_s, u"7"_s});
    QCOMPARE(done.status, 0);
    auto printed = records(done.out);
    QCOMPARE(printed.size(), 8);
    QCOMPARE(printed.takeFirst()[u"kind"_s].toString(), u"notice"_s); // connected: does not count
    for (qsizetype i = 0; i < printed.size(); ++i) {
        QCOMPARE(printed[i][u"seq"_s].toInt(), int(i + 2));
        QCOMPARE(printed[i][u"kind"_s].toString(), u"measurement"_s);
        QVERIFY(printed[i].contains(u"value"_s));
        QVERIFY(printed[i][u"received"_s].toString().endsWith(u'Z'));
    }
}

void tst_Program::watchFilters()
{
    const Done done = run({u"watch"_s, u"system:?every=100ms"_s, u"--filter"_s, u"subject:load"_s, u"--format"_s,
                           u"jsonl"_s, u"--count"_s, u"4"_s});
    QCOMPARE(done.status, 0);
    const auto printed = records(done.out);
    QCOMPARE(printed.size(), 4);
    for (const QJsonObject &record : printed)
        QVERIFY(record[u"subject"_s].toString().contains(u"load"_s));
}

void tst_Program::watchSaysWhatIsWrongWithAnAddress()
{
    Done done = run({u"watch"_s, u"gopher://x"_s});
    QCOMPARE(done.status, 2);
    QVERIFY2(done.err.contains("gopher"), done.err);
    QCOMPARE(done.err.count('\n'), 1);
    done = run({u"watch"_s, u"irc://alice:secret@host/#c"_s});
    QCOMPARE(done.status, 2);
    QVERIFY2(done.err.contains("ircs://") && !done.err.contains("secret"), done.err);
    for (const QStringList &command :
         {QStringList{u"watch"_s, u"system:"_s}, QStringList{u"export"_s, u"x.livebelt"_s}}) {
        done = run(command + QStringList{u"--filter"_s, u"load kind:mesage"_s});
        QCOMPARE(done.status, 2);
        QVERIFY2(done.err.contains("There is no kind “mesage”") &&
                     done.err.endsWith("\n  load kind:mesage\n            ^^^^^^\n"),
                 done.err);
    }
    done = run({u"watch"_s, u"capture:/no/such.livebelt"_s});
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("/no/such.livebelt"), done.err);
}

void tst_Program::watchEndsThoughNobodyReads()
{
    const QString pipe = path(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QFile end(pipe); // to read from and to write to: it opens at once
    QVERIFY(end.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
    QProcess process;
    process.setStandardOutputFile(pipe);
    process.start(program(), {u"watch"_s, u"every:1ms"_s});
    const auto isFull = [&] {
        pollfd state{end.handle(), POLLOUT, 0};
        return ::poll(&state, 1, 0) == 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isFull(), 30'000);
    process.terminate();
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("Nobody reads the output"));
}

void tst_Program::recordAndExportGiveTheSameRecords()
{
    const QString capture = path(u"demo.livebelt"_s);
    Done done = run({u"record"_s, u"capture:demo?speed=0"_s, u"--to"_s, capture});
    QCOMPARE(done.status, 0);
    QVERIFY2(done.err.isEmpty(), done.err);
    done = run({u"export"_s, capture});
    QCOMPARE(done.status, 0);
    const auto exported = records(done.out);
    QVERIFY(exported.size() > 100);
    QCOMPARE(done.err, "livebelt: Exported " + QLocale().toString(exported.size()).toUtf8() +
                           " records to the standard output\n");
    const Done watched = run({u"watch"_s, u"capture:demo?speed=0"_s, u"--format"_s, u"jsonl"_s});
    const auto seen = records(watched.out);
    QCOMPARE(exported.size(), seen.size());
    for (qsizetype i = 0; i < seen.size(); ++i) {
        QCOMPARE(exported[i][u"text"_s], seen[i][u"text"_s]);
        QCOMPARE(exported[i][u"seq"_s], seen[i][u"seq"_s]);
    }
}

void tst_Program::exportSaysWhatTheCaptureLacks()
{
    const QString capture = path(u"lossy.livebelt"_s);
    {
        auto writer = CaptureWriter::open(capture);
        QVERIFY(writer);
        FeedBatch batch;
        batch.feed = *(*writer)->addFeed(u"one"_s, u"test:one"_s, u"test"_s);
        batch.records = {makeDropped(12, "full"), makeNotice(NoticeType::Quarantined, "odd", {}, "\xff"), Record()};
        batch.received = 14;
        QVERIFY((*writer)->append(std::span(&batch, 1)));
    }
    for (const QString &format : {u"jsonl"_s, u"csv"_s, u"text"_s}) {
        const QString to = path(u"lossy."_s + format);
        const Done done = run({u"export"_s, capture, u"--format"_s, format, u"--to"_s, to});
        QCOMPARE(done.status, 0);
        const QByteArray written = format == u"text" ? "2" : "3"; // what arrived, without the Notice
        QCOMPARE(done.err, "livebelt: Exported " + written + " records to " + to.toUtf8() +
                               ". Not all that was received is in the capture: 14 received = 1 stored + "
                               "1 not understood + 12 dropped\n");
    }
}

void tst_Program::exportedTextIsWhatWasRecorded()
{
    const QByteArray lines = "one\n\n\ntwo\r\n{\"message\":\"x\"}\n<13>Nov 22 10:15:30 host app: text\n";
    const QByteArray bytes = lines + QByteArray("a\0b\xff\x1b[31m\n\r\n", 12) + QByteArray(300'000, 'x') + "\nno end";
    QFile file(path(u"some.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    for (const QString &address : {u"file:%1?follow=0"_s.arg(file.fileName()), u"exec:cat "_s + file.fileName()}) {
        const QString capture = path(QString::number(qHash(address)) + u".livebelt"_s);
        QCOMPARE(run({u"record"_s, address, u"--to"_s, capture}).status, 0);
        const Done exported = run({u"export"_s, capture, u"--format"_s, u"text"_s});
        QCOMPARE(exported.status, 0);
        QCOMPARE(exported.out, bytes);
    }
}

void tst_Program::recordEndsCleanlyOnAnInterrupt()
{
    const QString capture = path(u"interrupted.livebelt"_s);
    QProcess process;
    process.start(program(), {u"record"_s, u"system:?every=100ms"_s, u"--to"_s, capture});
    const auto count = [&]() -> quint64 {
        const auto reader = CaptureReader::open(capture);
        if (!reader)
            return 0;
        const auto end = (*reader)->end(1);
        return end ? *end : 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(count() > 20, 30'000);
    ::kill(pid_t(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QVERIFY(!QFile::exists(capture + "-wal"_L1)); // all of it is in the one file
    QVERIFY(count() > 20);
}

void tst_Program::aKilledRecordingLosesNothingDurable()
{
    const QString capture = path(u"killed.livebelt"_s);
    QProcess process;
    process.start(program(), {u"record"_s, u"capture:demo?speed=0&loop=1"_s, u"--to"_s, capture});
    quint64 durable = 0;
    const auto look = [&] {
        if (const auto reader = CaptureReader::open(capture)) {
            if (const auto feeds = (*reader)->feeds(); feeds && !feeds->isEmpty())
                durable = feeds->constFirst().durable;
        }
        return durable > 5'000;
    };
    QTRY_VERIFY_WITH_TIMEOUT(look(), 30'000);
    process.kill();
    QVERIFY(process.waitForFinished());
    const auto reader = CaptureReader::open(capture);
    QVERIFY2(reader, qPrintable(reader.error()));
    Records records;
    QVERIFY((*reader)->page(1, durable, 1, records));
    QCOMPARE(records.size(), 1u);
    QVERIFY((*reader)->feeds()->constFirst().counters.addUp());
}

void tst_Program::exportWritesCsvToAFileOrNothing()
{
    const QString capture = path(u"csv.livebelt"_s);
    QCOMPARE(run({u"record"_s, u"capture:demo?speed=0"_s, u"--to"_s, capture, u"--count"_s, u"50"_s}).status, 0);
    const QString csv = path(u"out.csv"_s);
    Done done = run({u"export"_s, capture, u"--format"_s, u"csv"_s, u"--to"_s, csv});
    QCOMPARE(done.status, 0);
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("feed,seq,received,"));
    done = run({u"export"_s, capture, u"--to"_s, path(u"no/such/folder.csv"_s)});
    QCOMPARE(done.status, 1);
    QCOMPARE(done.err.count('\n'), 1);
    done = run({u"export"_s, capture, u"--feed"_s, u"nobody"_s});
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("nobody"), done.err);
    done = run({u"export"_s, capture, u"--to"_s, capture});
    QCOMPARE(done.status, 1);
}

void tst_Program::infoAddsUp()
{
    const QString capture = path(u"info.livebelt"_s);
    QCOMPARE(run({u"record"_s, u"capture:demo?speed=0"_s, u"--to"_s, capture, u"--count"_s, u"50"_s}).status, 0);
    Done done = run({u"info"_s, capture});
    QCOMPARE(done.status, 0);
    QVERIFY2(done.out.contains("50 stored + 0 quarantined + 0 dropped"), done.out);
    QVERIFY(done.out.contains("received      50"));
    const auto sqlite = [&](const QString &sql) { return QProcess::execute(u"sqlite3"_s, {capture, sql}); };
    QCOMPARE(sqlite(u"UPDATE feeds SET stored = 60, received = 60"_s), 0);
    done = run({u"info"_s, capture});
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("but 50 records that are no notices are there"), done.err);
    QCOMPARE(sqlite(u"UPDATE feeds SET stored = 50, received = 50; DELETE FROM records WHERE seq IN (10, 11)"_s), 0);
    done = run({u"info"_s, capture});
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("2 have no record"), done.err);
    QCOMPARE(sqlite(u"UPDATE feeds SET dropped = 7"_s), 0);
    done = run({u"info"_s, capture});
    QVERIFY2(done.status == 1 && done.err.contains("does not add up"), done.err);
}

void tst_Program::whatIsRecordedToAFolderIsOneHistory()
{
    const QString folder = path(u"history/"_s);
    for (int start = 0; start < 2; ++start) {
        const Done done = run({u"record"_s, u"capture:demo?speed=0"_s, u"--to"_s, folder, u"--count"_s, u"50"_s,
                               u"--keep-size"_s, u"1GB"_s, u"--keep"_s, u"1000d"_s});
        QVERIFY2(done.status == 0, done.err);
    }
    QCOMPARE(QDir(folder).entryList({u"*.livebelt"_s}, QDir::Files).size(), 1);
    Done done = run({u"info"_s, folder});
    QCOMPARE(done.status, 0);
    QVERIFY2(done.out.contains("received      100 = 100 stored"), done.out);
    QVERIFY2(done.out.contains("1 feed, 1 file"), done.out);
    done = run({u"export"_s, folder, u"--format"_s, u"jsonl"_s});
    QCOMPARE(done.status, 0);
    const QList<QJsonObject> all = records(done.out);
    for (qsizetype i = 0; i < all.size(); ++i)
        QCOMPARE(all[i][u"seq"_s].toInteger(), i + 1);
    const auto isClosed = [](const QJsonObject &record) { return record[u"subject"_s] == u"closed"_s; };
    QCOMPARE(std::count_if(all.begin(), all.end(), isClosed), 1);
    done = run({u"watch"_s, u"capture:"_s + folder + u"?speed=0"_s, u"--count"_s, u"100"_s, u"--format"_s, u"jsonl"_s});
    QCOMPARE(done.status, 0);
    done = run({u"record"_s, u"every:1s"_s, u"--to"_s, path(u"one.livebelt"_s), u"--keep"_s, u"1d"_s});
    QCOMPARE(done.status, 2);
    QVERIFY2(done.err.contains("FOLDER"), done.err);
    QVERIFY(QDir().mkdir(path(u"empty"_s)));
    done = run({u"info"_s, path(u"empty"_s)});
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("no capture in the folder"), done.err);
}

void tst_Program::whatIsNoCaptureIsRefused()
{
    const QString text = path(u"notes.txt"_s);
    QFile file(text);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'x'));
    file.close();
    for (const QString &command : {u"info"_s, u"export"_s}) {
        const Done done = run({command, text});
        QCOMPARE(done.status, 1);
        QVERIFY2(done.err.contains("notes.txt") && done.err.count('\n') == 1, done.err);
        QCOMPARE(run({command, path(u"missing.livebelt"_s)}).status, 1);
    }
    const Done done = run({u"record"_s, u"system:"_s, u"--to"_s, text, u"--for"_s, u"1s"_s});
    QCOMPARE(done.status, 1);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray(10'000, 'x'));
}

void tst_Program::kindsListsWhatThereIs()
{
    const Done done = run({u"kinds"_s});
    QCOMPARE(done.status, 0);
    for (const char *scheme : {"irc://", "ircs://", "mqtt://", "mqtts://", "system:", "capture:"})
        QVERIFY2(done.out.contains(scheme), scheme);
}

void tst_Program::helpAndVersion()
{
    QVERIFY(run({u"--help"_s}).out.contains("livebelt watch"));
    QVERIFY(run({u"watch"_s, u"--help"_s}).out.contains("livebelt watch"));
    QVERIFY(run({u"--version"_s}).out.startsWith("livebelt "));
}

void tst_Program::usageErrorsAreTwo()
{
    const Done done = run({u"watch"_s});
    QCOMPARE(done.status, 2);
    QVERIFY(done.out.isEmpty());
    QCOMPARE(done.err.count('\n'), 1);
}

void tst_Program::withoutADisplayTheWindowNamesTheCommands()
{
    const Done done = run({}, false);
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("livebelt watch") && done.err.contains("livebelt record"), done.err);
}

QTEST_GUILESS_MAIN(tst_Program)
#include "tst_Program.moc"
