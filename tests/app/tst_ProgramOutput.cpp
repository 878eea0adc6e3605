// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/OutputFolder.h"

#include <unistd.h>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What the program writes by itself: never without a word where it cannot, and nothing that harms.
class tst_ProgramOutput : public QObject, private OutputFolder
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(record().size() > 100'000); }
    void aWriteThatFailsFailsTheCommand_data();
    void aWriteThatFailsFailsTheCommand();
    void aReaderThatGoesAwayIsAStatusOnly();
    void closedDescriptorsAreNobodyElses();
    void aFullStandardErrorStopsNothing();
    void aStandardErrorThatNobodyReadsStopsNothing();
    void whatIsRecordedIsItsOwnersAlone();
    void settingsAndCapturesOfTheWindowAreTheirOwnersAlone();
    void aTerminalIsShownNothingThatSteersIt();
    void aPipeGetsTextsAsTheyCame();
};

void tst_ProgramOutput::aWriteThatFailsFailsTheCommand_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command :
         {"--help", "--version", "kinds", "info c.livebelt", "export c.livebelt", "export c.livebelt --format csv",
          "export c.livebelt --to /dev/full", "export c.livebelt --to /dev/stdout", "watch every:1ms",
          "watch every:1ms --format csv", "watch every:1ms --count 3", "watch capture:demo?speed=0 --format jsonl"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void tst_ProgramOutput::aWriteThatFailsFailsTheCommand()
{
    QFETCH(const QString, command);
    const auto full = sh(u"$LB %1 > /dev/full"_s.arg(command));
    QCOMPARE(full.status, 1);
    QCOMPARE(full.err.count('\n'), 1);
    QVERIFY2(full.err.contains("there is no room left on"), full.err);
    if (command.contains(u"/dev/full"_s))
        return;
    const auto closed = sh(u"$LB %1 >&-"_s.arg(command));
    QCOMPARE(closed.status, 1);
    QCOMPARE(closed.err.count('\n'), 1);
    QVERIFY2(closed.err.contains("is closed"), closed.err);
}

void tst_ProgramOutput::aReaderThatGoesAwayIsAStatusOnly()
{
    for (const QString &command :
         {u"watch every:1ms"_s, u"export c.livebelt"_s, u"kinds"_s, u"info c.livebelt"_s, u"--help"_s}) {
        const auto done = sh(u"{ sleep 0.2; $LB %1; echo status $? >&2; } | true"_s.arg(command));
        QCOMPARE(done.err, QByteArray("status 1\n"));
    }
}

void tst_ProgramOutput::closedDescriptorsAreNobodyElses()
{
    const auto done = sh(u"$LB record capture:demo?speed=0 --to closed.livebelt --count 500 <&- >&- 2>&-"_s);
    QCOMPARE(done.status, 0);
    const auto exported = sh(u"$LB export closed.livebelt"_s);
    QCOMPARE(exported.status, 0);
    QVERIFY(exported.out.count('\n') >= 500);
}

void tst_ProgramOutput::aFullStandardErrorStopsNothing()
{
    for (const QString &where : {u"/dev/full"_s, u"&-"_s}) {
        QCOMPARE(sh(u"$LB watch every:1ms --count 5 2>%1"_s.arg(where)).status, 0);
        QCOMPARE(sh(u"$LB export no.livebelt 2>%1"_s.arg(where)).status, 1);
        QCOMPARE(sh(u"$LB nonsense 2>%1"_s.arg(where)).status, 2);
    }
}

void tst_ProgramOutput::aStandardErrorThatNobodyReadsStopsNothing()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"err"_s)).constData(), 0600), 0);
    // Both ends are open, and the pipe is full before the program begins.
    const auto done = sh(u"exec 3<>err; dd if=/dev/zero of=err bs=4096 count=1000 oflag=nonblock 2>/dev/null;"
                         "$LB export no.livebelt 2>&3"_s);
    QCOMPARE(done.status, 1);
}

void tst_ProgramOutput::whatIsRecordedIsItsOwnersAlone()
{
    // The second time there are files of an earlier version, which everybody may read.
    for (const QString &before :
         {u"true"_s, u"chmod 666 own.livebelt; touch own.livebelt-lock; chmod 644 own.livebelt-*"_s}) {
        const auto running =
            Shell(m_dir.path()).start(u"umask 000; %1; exec $LB record every:20ms --to own.livebelt"_s.arg(before));
        const QStringList files{u"own.livebelt"_s, u"own.livebelt-wal"_s, u"own.livebelt-shm"_s,
                                u"own.livebelt-lock"_s};
        QTRY_VERIFY_WITH_TIMEOUT(status(files[1]).st_size > 0 && status(files[2]).st_size > 0, 30'000);
        for (const QString &file : files)
            QCOMPARE(status(file).st_mode & 07777, 0600U);
        running->terminate();
        QVERIFY(running->waitForFinished(30'000));
        QCOMPARE(running->exitCode(), 0);
    }
}

void tst_ProgramOutput::settingsAndCapturesOfTheWindowAreTheirOwnersAlone()
{
    const auto mode = [this](const QString &name) { return status(name).st_mode & 07777; };
    for (const QString &before :
         {u"true"_s, u"chmod 777 data/livebelt data/livebelt/history config/livebelt; chmod 666 config/livebelt/*"_s}) {
        const auto running =
            Shell(m_dir.path())
                .start(u"umask 000; %1; rm -f data/livebelt/history/*; QT_QPA_PLATFORM=offscreen exec $LB every:20ms"_s
                           .arg(before));
        const QDir captures(path(u"data/livebelt/history"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!captures.entryList({u"*.livebelt-wal"_s}, QDir::Files).isEmpty(), 30'000);
        for (const QString &file : captures.entryList(QDir::Files))
            QCOMPARE(mode(u"data/livebelt/history/"_s + file), 0600U);
        QCOMPARE(mode(u"data/livebelt"_s), 0700U);
        QCOMPARE(mode(u"data/livebelt/history"_s), 0700U);
        QCOMPARE(mode(u"config/livebelt"_s), 0700U);
        QCOMPARE(mode(u"config/livebelt/livebelt.ini"_s), 0600U);
        running->terminate();
        QVERIFY(running->waitForFinished(30'000));
        QCOMPARE(mode(u"config/livebelt/livebelt.ini"_s), 0600U); // written by now
    }
}

void tst_ProgramOutput::aTerminalIsShownNothingThatSteersIt()
{
    write(u"hostile.log"_s, "a\x1b]0;owned\x07 b\xc2\x9b"
                            "31m \xe2\x80\xae"
                            "c\n");
    for (const QString &format : {u"csv"_s, u"jsonl"_s, u"text"_s}) {
        const QString command = u"$LB watch 'file:%1?follow=0' --format %2"_s.arg(path(u"hostile.log"_s), format);
        const auto onTerminal = sh(u"script -qec \"%1\" /dev/null"_s.arg(command));
        QVERIFY2(onTerminal.out.contains("owned"), onTerminal.out + onTerminal.err);
        for (const char *harmful : {"\x1b]", "\x07", "\xc2\x9b", "\xe2\x80\xae"})
            QVERIFY2(!onTerminal.out.contains(harmful), onTerminal.out);
    }
    const auto toPipe = sh(u"$LB watch 'file:%1?follow=0' --format csv"_s.arg(path(u"hostile.log"_s)));
    QVERIFY2(toPipe.out.contains("a\x1b]0;owned\x07 b\xc2\x9b"
                                 "31m \xe2\x80\xae"
                                 "c"),
             toPipe.out);
    const auto sentence = sh(u"$LB info \"$(printf 'no\\033[31m\\nsuch\\302\\233 file')\""_s);
    QCOMPARE(sentence.status, 1);
    QCOMPARE(sentence.err.count('\n'), 1);
    QVERIFY2(!sentence.err.contains('\x1b') && !sentence.err.contains("\xc2\x9b"), sentence.err);
}

void tst_ProgramOutput::aPipeGetsTextsAsTheyCame()
{
    const QByteArray text = "a\x1b[31mred\x01\xe2\x80\xae \xc2\x9b";
    write(u"odd.log"_s, text + '\n');
    const auto watched = sh(u"$LB watch 'file:odd.log?follow=0&parse=text' --format text | cat"_s);
    QVERIFY2(watched.out.contains(' ' + text + '\n'), watched.out);
}

QTEST_GUILESS_MAIN(tst_ProgramOutput)
#include "tst_ProgramOutput.moc"
