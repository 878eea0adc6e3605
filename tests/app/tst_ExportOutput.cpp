// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/OutputFolder.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Where an export writes: into what stands there, whole or not at all.
class tst_ExportOutput : public QObject, private OutputFolder
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_export = record();
        QVERIFY(m_export.size() > 100'000);
    }
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

private:
    QByteArray m_export; ///< what every export is to give
};

void tst_ExportOutput::exportWritesIntoWhatIsNoFile_data()
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

void tst_ExportOutput::exportWritesIntoWhatIsNoFile()
{
    QFETCH(const QString, script);
    const auto done = sh(script);
    for (const QByteArray &line : done.err.trimmed().split('\n'))
        QVERIFY2(line.startsWith("livebelt: Exported "), done.err);
    QCOMPARE(done.status, 0);
    QVERIFY(done.out == m_export);
    QCOMPARE(leftovers(), QStringList());
}

void tst_ExportOutput::exportWritesIntoASocket()
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

void tst_ExportOutput::exportWaitsForTheReaderOfAFifo()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"later"_s)).constData(), 0600), 0);
    const auto running = Shell(m_dir.path()).start(u"exec $LB export c.livebelt --to later"_s);
    QVERIFY(!running->waitForFinished(500));
    running->terminate(); // nobody comes: it can be cancelled
    QVERIFY(running->waitForFinished(30'000));
    QCOMPARE(running->exitCode(), 1);
    QVERIFY(S_ISFIFO(status(u"later"_s).st_mode));
}

void tst_ExportOutput::aReaderOfAFifoThatGoesAwayIsSaid()
{
    const auto done = sh(u"mkfifo gone; head -c 1 gone > /dev/null & $LB export c.livebelt --to gone"_s);
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("nobody reads it any more"), done.err);
}

void tst_ExportOutput::exportKeepsOwnerModeAndAttributes()
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

void tst_ExportOutput::exportKeepsHardLinks()
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

void tst_ExportOutput::exportFollowsSymbolicLinks()
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

void tst_ExportOutput::aNewFileFollowsTheUmask()
{
    QCOMPARE(sh(u"umask 027; $LB export c.livebelt --to masked"_s).status, 0);
    QCOMPARE(status(u"masked"_s).st_mode & 07777, 0640U);
    QCOMPARE(sh(u"umask 002; $LB export c.livebelt --to group"_s).status, 0);
    QCOMPARE(status(u"group"_s).st_mode & 07777, 0664U);
}

void tst_ExportOutput::captureFilesAreRefused_data()
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

void tst_ExportOutput::captureFilesAreRefused()
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

void tst_ExportOutput::aFullDiskIsNamedAndLeavesTheOldFile_data()
{
    QTest::addColumn<QString>("prepare");
    QTest::newRow("replaced") << u"echo old > small/out"_s;
    QTest::newRow("written into") << u"echo old > small/out; ln small/out small/other"_s;
    QTest::newRow("through a link") << u"echo old > small/real; ln -s real small/out"_s;
}

void tst_ExportOutput::aFullDiskIsNamedAndLeavesTheOldFile()
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

void tst_ExportOutput::aLimitOfTheFileSizeIsSaid()
{
    write(u"limited"_s, "old");
    const auto done = sh(u"ulimit -f 100; $LB export c.livebelt --to limited"_s);
    QCOMPARE(done.status, 1);
    QVERIFY2(done.err.contains("larger than"), done.err);
    QCOMPARE(contents(u"limited"_s), QByteArray("old"));
    QCOMPARE(sh(u"ulimit -f 100; $LB export c.livebelt > limited"_s).status, 1);
}

void tst_ExportOutput::foldersAndCirclesAreSaid()
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

QTEST_GUILESS_MAIN(tst_ExportOutput)
#include "tst_ExportOutput.moc"
