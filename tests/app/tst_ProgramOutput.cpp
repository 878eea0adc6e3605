// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Shell.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Where the program writes: into what stands there, whole or not at all, and never without a word where it cannot.
class tst_ProgramOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aWriteThatFailsFailsTheCommand_data();
    void aWriteThatFailsFailsTheCommand();
    void aReaderThatGoesAwayIsAStatusOnly();
    void closedDescriptorsAreNobodyElses();
    void aFullStandardErrorStopsNothing();
    void aStandardErrorThatNobodyReadsStopsNothing();
    void exportWritesIntoWhatIsNoFile_data();
    void exportWritesIntoWhatIsNoFile();
    void exportWritesIntoASocket();
    void exportWaitsForTheReaderOfAFifo();
    void aReaderOfAFifoThatGoesAwayIsSaid();
    void exportKeepsOwnerModeAndAttributes();
    void exportKeepsHardLinks();
    void exportFollowsSymbolicLinks();
    void aNewFileFollowsTheUmask();
    void captureFilesAreRefused_data();
    void captureFilesAreRefused();
    void aFullDiskIsNamedAndLeavesTheOldFile_data();
    void aFullDiskIsNamedAndLeavesTheOldFile();
    void aLimitOfTheFileSizeIsSaid();
    void foldersAndCirclesAreSaid();
    void whatIsRecordedIsItsOwnersAlone();
    void settingsAndCapturesOfTheWindowAreTheirOwnersAlone();
    void aTerminalIsShownNothingThatSteersIt();

private:
    QString path(const QString &name) const { return m_dir.filePath(name); }
    Shell::Done sh(const QString &script) const { return Shell(m_dir.path()).run(script); }
    QByteArray contents(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(it cannot be read)");
    }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    struct stat status(const QString &name) const
    {
        struct stat status = {};
        ::stat(QFile::encodeName(path(name)).constData(), &status);
        return status;
    }
    QStringList leftovers() const
    {
        return QDir(m_dir.path()).entryList({u".livebelt*"_s}, QDir::Hidden | QDir::Files);
    }

    QTemporaryDir m_dir;
    QByteArray m_export; ///< what every export is to give
};

void tst_ProgramOutput::initTestCase()
{
    const auto recorded = sh(u"$LB record capture:demo?speed=0 --to c.livebelt --count 3000"_s);
    QCOMPARE(recorded.status, 0);
    const auto exported = sh(u"$LB export c.livebelt"_s);
    QCOMPARE(exported.status, 0);
    m_export = exported.out;
    QVERIFY(m_export.size() > 100'000);
}

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

void tst_ProgramOutput::exportWritesIntoWhatIsNoFile_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("the standard output") << u"$LB export c.livebelt --to /dev/stdout"_s;
    QTest::newRow("a link to it") << u"ln -s /dev/stdout out.link; $LB export c.livebelt --to out.link"_s;
    QTest::newRow("it, by its number") << u"$LB export c.livebelt --to /proc/self/fd/1"_s;
    QTest::newRow("another descriptor") << u"$LB export c.livebelt --to /dev/fd/5 5>&1"_s;
    QTest::newRow("a file that is open already")
        << u"{ $LB export c.livebelt --to /dev/stdout; } > opened; cat opened"_s;
    QTest::newRow("the end of a file") << u"touch end; $LB export c.livebelt --to /dev/fd/7 7>>end; cat end"_s;
    QTest::newRow("a FIFO") << u"mkfifo f; cat f & $LB export c.livebelt --to f; wait"_s;
    QTest::newRow("a link to a FIFO") << u"mkfifo g; ln -s g g.link; cat g & $LB export c.livebelt --to g.link; wait"_s;
    QTest::newRow("a device, which stays one")
        << u"mknod null c 1 3 && $LB export c.livebelt --to null && test -c null && $LB export c.livebelt"_s;
    QTest::newRow("/dev/null itself") << u"$LB export c.livebelt --to /dev/null && test -c /dev/null && $LB export "
                                         "c.livebelt"_s;
}

void tst_ProgramOutput::exportWritesIntoWhatIsNoFile()
{
    QFETCH(const QString, script);
    const auto done = sh(script);
    for (const QByteArray &line : done.err.trimmed().split('\n'))
        QVERIFY2(line.startsWith("livebelt: Exported "), done.err);
    QCOMPARE(done.status, 0);
    QVERIFY(done.out == m_export);
    QCOMPARE(leftovers(), QStringList());
}

void tst_ProgramOutput::exportWritesIntoASocket()
{
    const QByteArray name = QFile::encodeName(path(u"socket"_s));
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(name.begin(), name.end(), address.sun_path);
    QCOMPARE(::bind(server, reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);
    QCOMPARE(::listen(server, 1), 0);
    const auto running = Shell(m_dir.path()).start(u"$LB export c.livebelt --to socket"_s);
    const int peer = ::accept(server, nullptr, nullptr);
    QByteArray got, piece(65536, '\0');
    for (ssize_t size = 0; (size = ::read(peer, piece.data(), size_t(piece.size()))) > 0;)
        got.append(piece.constData(), size);
    ::close(peer);
    ::close(server);
    QVERIFY(running->waitForFinished(30'000));
    QCOMPARE(running->exitCode(), 0);
    QVERIFY(got == m_export);
    QVERIFY(S_ISSOCK(status(u"socket"_s).st_mode));
}

void tst_ProgramOutput::exportWaitsForTheReaderOfAFifo()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"later"_s)).constData(), 0600), 0);
    const auto running = Shell(m_dir.path()).start(u"exec $LB export c.livebelt --to later"_s);
    QVERIFY(!running->waitForFinished(500));
    running->terminate(); // nobody comes: it can be cancelled
    QVERIFY(running->waitForFinished(30'000));
    QCOMPARE(running->exitCode(), 1);
    QVERIFY(S_ISFIFO(status(u"later"_s).st_mode));
}

void tst_ProgramOutput::aReaderOfAFifoThatGoesAwayIsSaid()
{
    const auto done = sh(u"mkfifo gone; head -c 1 gone > /dev/null & $LB export c.livebelt --to gone"_s);
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("nobody reads it any more"), done.err);
}

void tst_ProgramOutput::exportKeepsOwnerModeAndAttributes()
{
    write(u"kept"_s, "old");
    const QByteArray name = QFile::encodeName(path(u"kept"_s));
    const bool isRoot = ::geteuid() == 0;
    if (isRoot)
        QCOMPARE(::chown(name.constData(), 1234, 4321), 0);
    QCOMPARE(::chmod(name.constData(), 0640), 0);
    const bool hasAttributes = ::setxattr(name.constData(), "user.from", "us", 2, 0) == 0;
    const auto before = status(u"kept"_s);
    QCOMPARE(sh(u"umask 077; $LB export c.livebelt --to kept"_s).status, 0);
    const auto after = status(u"kept"_s);
    QVERIFY(contents(u"kept"_s) == m_export);
    QCOMPARE(after.st_mode, before.st_mode);
    QCOMPARE(after.st_uid, before.st_uid);
    QCOMPARE(after.st_gid, before.st_gid);
    QVERIFY2(after.st_ino != before.st_ino, "it is to be replaced in one go");
    char value[2];
    QCOMPARE(::getxattr(name.constData(), "user.from", value, 2), hasAttributes ? 2 : -1);
}

void tst_ProgramOutput::exportKeepsHardLinks()
{
    write(u"one"_s, "old");
    QCOMPARE(::link(QFile::encodeName(path(u"one"_s)).constData(), QFile::encodeName(path(u"two"_s)).constData()), 0);
    QCOMPARE(sh(u"$LB export c.livebelt --to one"_s).status, 0);
    QVERIFY(contents(u"two"_s) == m_export);
    QCOMPARE(status(u"one"_s).st_nlink, nlink_t(2));
    QCOMPARE(leftovers(), QStringList());
    QCOMPARE(sh(u"$LB export c.livebelt --filter subject:nobody-at-all --to one"_s).status, 0); // shorter than before
    QCOMPARE(contents(u"two"_s), QByteArray());
}

void tst_ProgramOutput::exportFollowsSymbolicLinks()
{
    write(u"target"_s, "old");
    QCOMPARE(sh(u"mkdir -p deep; ln -s ../target deep/link; ln -s deep/link first"
                "; $LB export c.livebelt --to first"_s)
                 .status,
             0);
    QVERIFY(contents(u"target"_s) == m_export);
    QVERIFY(QFileInfo(path(u"first"_s)).isSymLink() && QFileInfo(path(u"deep/link"_s)).isSymLink());
    QCOMPARE(sh(u"ln -s made/by/us dangling; mkdir -p made/by; $LB export c.livebelt --to dangling"_s).status, 0);
    QVERIFY(QFileInfo(path(u"dangling"_s)).isSymLink());
    QVERIFY(contents(u"made/by/us"_s) == m_export);
}

void tst_ProgramOutput::aNewFileFollowsTheUmask()
{
    QCOMPARE(sh(u"umask 027; $LB export c.livebelt --to masked"_s).status, 0);
    QCOMPARE(status(u"masked"_s).st_mode & 07777, 0640U);
    QCOMPARE(sh(u"umask 002; $LB export c.livebelt --to group"_s).status, 0);
    QCOMPARE(status(u"group"_s).st_mode & 07777, 0664U);
}

void tst_ProgramOutput::captureFilesAreRefused_data()
{
    QTest::addColumn<QString>("prepare");
    QTest::addColumn<QString>("to");
    QTest::newRow("itself") << u"true"_s << u"c.livebelt"_s;
    QTest::newRow("by a longer path") << u"mkdir -p x"_s << u"x/../c.livebelt"_s;
    QTest::newRow("by a symbolic link") << u"ln -sf c.livebelt s"_s << u"s"_s;
    QTest::newRow("by a hard link") << u"ln -f c.livebelt h"_s << u"h"_s;
    QTest::newRow("by a descriptor") << u"exec 9>>c.livebelt"_s << u"/dev/fd/9"_s;
    QTest::newRow("at its end") << u"exec >>c.livebelt"_s << u"-"_s;
    for (const char *ending : {"wal", "shm", "lock", "journal"}) {
        QTest::newRow(ending) << u"true"_s << u"c.livebelt-%1"_s.arg(QLatin1StringView(ending));
        QTest::addRow("%s, linked", ending) << u"ln -sf c.livebelt-%1 l"_s.arg(QLatin1StringView(ending)) << u"l"_s;
        QTest::addRow("%s of another one", ending)
            << u"cp c.livebelt o.livebelt"_s << u"o.livebelt-%1"_s.arg(QLatin1StringView(ending));
    }
    QTest::newRow("another one") << u"cp c.livebelt o.livebelt"_s << u"o.livebelt"_s;
}

void tst_ProgramOutput::captureFilesAreRefused()
{
    QFETCH(const QString, prepare);
    QFETCH(const QString, to);
    const QByteArray before = contents(u"c.livebelt"_s);
    const auto done = sh(u"%1; $LB export c.livebelt --to %2"_s.arg(prepare, to));
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("capture"), done.err);
    QVERIFY(contents(u"c.livebelt"_s) == before);
    QVERIFY(!contents(to).startsWith("{")); // -wal and -shm come from reading
    if (to.contains(u'-') && to.size() > 1) {
        const auto recorded = sh(u"%1; $LB record every:1ms --count 1 --to %2"_s.arg(prepare, to));
        QCOMPARE(recorded.status, 1);
        QVERIFY(!contents(to).startsWith("SQLite"));
    }
    sh(u"rm -f s h l o.livebelt"_s);
}

void tst_ProgramOutput::aFullDiskIsNamedAndLeavesTheOldFile_data()
{
    QTest::addColumn<QString>("prepare");
    QTest::newRow("replaced") << u"echo old > small/out"_s;
    QTest::newRow("written into") << u"echo old > small/out; ln small/out small/other"_s;
    QTest::newRow("through a link") << u"echo old > small/real; ln -s real small/out"_s;
}

void tst_ProgramOutput::aFullDiskIsNamedAndLeavesTheOldFile()
{
    QFETCH(const QString, prepare);
    const QByteArray disk = QFile::encodeName(path(u"small"_s));
    const auto done = sh(u"mkdir -p small; mount -t tmpfs -o size=64k livebelt small || exit 99;"
                         "%1; $LB export c.livebelt --to small/out; echo $?; cat small/out; ls -A small | wc -l;"
                         "umount small"_s.arg(prepare));
    if (done.status == 99 && ::geteuid() != 0) { // /dev/full is tried by everybody
        QCOMPARE(sh(u"$LB export c.livebelt --to /dev/full"_s).status, 1);
        return;
    }
    QVERIFY2(done.err.contains("there is no room left on " + disk), done.err);
    QVERIFY2(done.out.startsWith("1\nold\n"), done.out);
    QVERIFY2(done.out.endsWith(prepare.contains(u"ln"_s) ? "\n2\n" : "\n1\n"), done.out);
}

void tst_ProgramOutput::aLimitOfTheFileSizeIsSaid()
{
    write(u"limited"_s, "old");
    const auto done = sh(u"ulimit -f 100; $LB export c.livebelt --to limited"_s);
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("larger than"), done.err);
    QCOMPARE(contents(u"limited"_s), QByteArray("old"));
    QCOMPARE(sh(u"ulimit -f 100; $LB export c.livebelt > limited"_s).status, 1);
}

void tst_ProgramOutput::foldersAndCirclesAreSaid()
{
    for (const QString &to : {u"."_s, u"/"_s, u"round"_s, u"no/such/file"_s, u"c.livebelt/file"_s, u"/dev/fd/77"_s}) {
        const auto done = sh(u"ln -sfn round round; $LB export c.livebelt --to %1"_s.arg(to));
        QCOMPARE(done.status, 1);
        QCOMPARE(done.err.count('\n'), 1);
    }
    QCOMPARE(sh(u"$LB export c.livebelt --to ''"_s).status, 2);
    const auto device =
        sh(u"mknod device c 1 3; $LB record every:1ms --count 1 --to device; s=$?; test -c device && exit $s"_s);
    QCOMPARE(device.status, 1);
    QVERIFY(!QFile::exists(path(u"device-journal"_s)) && !QFile::exists(path(u"device-lock"_s)));
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
         {u"true"_s,
          u"chmod 777 data/livebelt data/livebelt/captures config/livebelt; chmod 666 config/livebelt/*"_s}) {
        const auto running =
            Shell(m_dir.path())
                .start(u"umask 000; %1; rm -f data/livebelt/captures/*; QT_QPA_PLATFORM=offscreen exec $LB every:20ms"_s
                           .arg(before));
        const QDir captures(path(u"data/livebelt/captures"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!captures.entryList({u"*.livebelt-wal"_s}, QDir::Files).isEmpty(), 30'000);
        for (const QString &file : captures.entryList(QDir::Files))
            QCOMPARE(mode(u"data/livebelt/captures/"_s + file), 0600U);
        QCOMPARE(mode(u"data/livebelt"_s), 0700U);
        QCOMPARE(mode(u"data/livebelt/captures"_s), 0700U);
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

QTEST_GUILESS_MAIN(tst_ProgramOutput)
#include "tst_ProgramOutput.moc"
