// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/io/Following.h"

#include <QProcess>
#include <QTest>
#include <functional>
#include <thread>
#include <unistd.h>

using namespace livebelt::test;

namespace {

constexpr int rotations = 100;
constexpr int linesEach = 40;

/// How the file of a program that writes lines is turned over. number: of the rotation, from 1.
using Rotation = std::function<void(const Following &, int number)>;

void shiftAsLogrotateDoes(const Following &f, int number)
{
    for (int i = number - 1; i > 0; --i)
        f.rename(u"app.log.%1"_s.arg(i), u"app.log.%1"_s.arg(i + 1));
    f.rename(u"app.log"_s, u"app.log.1"_s);
}

void numberUpwards(const Following &f, int number)
{
    f.rename(u"app.log"_s, u"app.log.%1"_s.arg(number));
}

void insertBeforeTheExtension(const Following &f, int number)
{
    f.rename(u"app.log"_s, u"app.%1.log"_s.arg(number));
}

void writeAndRotate(const Following &f, const Rotation &rotate)
{
    int line = 0;
    for (int number = 1; number <= rotations; ++number) {
        QFile file(f.path());
        file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered);
        for (int i = 0; i < linesEach; ++i)
            file.write(QByteArray::number(++line) + '\n');
        file.close();
        rotate(f, number);
    }
    append(f.path(), "end\n");
}

QByteArray allLines(int count)
{
    QByteArray all = "0\n";
    for (int line = 1; line <= count; ++line)
        all += QByteArray::number(line) + '\n';
    return all + "end\n";
}

QByteArray withoutChanges(QByteArray seen)
{
    return seen.replace("[Appeared]", "").replace("[Rotated]", "").replace("[Replaced]", "");
}

} // namespace

class tst_FollowRotation : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aRenamedFileIsReadToItsEndBeforeTheNext_data() { waysToLook(); }
    void aRenamedFileIsReadToItsEndBeforeTheNext()
    {
        Following f(way());
        put(f.path(), "one ");
        f.start();
        QVERIFY(f.sees("one "));
        f.rename(u"app.log"_s, u"app.log.1"_s);
        append(f.path(u"app.log.1"_s), "late ");
        QVERIFY(f.sees("one late "));
        put(f.path(), "");
        append(f.path(u"app.log.1"_s), "later ");
        QVERIFY(f.sees("one late later "));
        append(f.path(u"app.log.1"_s), "last ");
        append(f.path(), "new ");
        QVERIFY(f.sees("one late later last [Rotated]new "));
        append(f.path(), "and more");
        QVERIFY(f.sees("one late later last [Rotated]new and more"));
        QVERIFY(f.areOffsetsRight);
    }

    void aReplacedFileIsReadFromItsStart_data() { waysToLook(); }
    void aReplacedFileIsReadFromItsStart()
    {
        Following f(way());
        put(f.path(), "one ");
        f.start();
        QVERIFY(f.sees("one "));
        put(f.path(u"other"_s), "two");
        f.rename(u"other"_s, u"app.log"_s);
        QVERIFY(f.sees("one [Replaced]two"));
    }

    void aFileThatVanishesAndComesBackIsTakenUpAgain_data() { waysToLook(); }
    void aFileThatVanishesAndComesBackIsTakenUpAgain()
    {
        Following f(way());
        put(f.path(), "one ");
        f.start();
        QVERIFY(f.sees("one "));
        const auto descriptors = openDescriptors();
        QVERIFY(QFile::remove(f.path()));
        if (!way().watch)
            QTRY_VERIFY(openDescriptors() < descriptors); // the disk gets its place back
        settle();
        put(f.path(), "two ");
        QVERIFY(f.sees("one [Replaced]two "));
        QVERIFY(QFile::remove(f.path()));
        put(f.path(), "three");
        QVERIFY(f.sees("one [Replaced]two [Replaced]three"));
    }

    void aTruncatedFileIsReadFromItsStart_data() { waysToLook(); }
    void aTruncatedFileIsReadFromItsStart()
    {
        Following f(way());
        put(f.path(), "long content ");
        f.start();
        QVERIFY(f.sees("long content "));
        // As logrotate's copytruncate does it.
        QVERIFY(QFile::copy(f.path(), f.path(u"app.log.1"_s)));
        QCOMPARE(::truncate(qPrintable(f.path()), 0), 0);
        append(f.path(), "new ");
        QVERIFY(f.sees("long content [Truncated]new "));
        // Longer than before by the time of the next look.
        put(f.path(), "much longer than it has been before");
        QVERIFY(f.sees("long content [Truncated]new [Truncated]much longer than it has been before"));
        QVERIFY(f.areOffsetsRight);
    }

    void aSymbolicLinkThatIsTurnedIsFollowed()
    {
        Following f(waysByPoll());
        put(f.path(u"first"_s), "one ");
        put(f.path(u"second"_s), "two");
        QCOMPARE(::symlink("first", qPrintable(f.path())), 0);
        f.start();
        QVERIFY(f.sees("one "));
        QCOMPARE(::symlink("second", qPrintable(f.path(u"new"_s))), 0);
        f.rename(u"new"_s, u"app.log"_s);
        QVERIFY(f.sees("one [Rotated]two"));
    }

    void rotatedOftenBetweenTwoLooksNothingIsLost()
    {
        Following f(waysByPoll());
        put(f.path(), "0\n");
        put(f.path(u"app.log.7"_s), "old, and not to be read\n");
        put(f.path(u"app.log.1.gz"_s), "compressed\n");
        AsyncIterator<FileChunk> pieces = follow(f.path(), waysByPoll());
        QByteArray seen;
        run(takeLines(&pieces, 1, &seen));
        QVERIFY(QFile::remove(f.path(u"app.log.7"_s)));
        for (int i = 1; i <= 60; ++i) { // more than are opened at once
            shiftAsLogrotateDoes(f, i);
            put(f.path(), QByteArray::number(i) + '\n');
        }
        run(takeLines(&pieces, 61, &seen));
        QCOMPARE(seen + "end\n", allLines(60));
    }

    void behindAQuickWriterEachLineComesOnceAndInOrder_data()
    {
        QTest::addColumn<Rotation>("rotate");
        QTest::addColumn<bool>("watch");
        for (const bool watch : {false, true}) {
            QTest::addRow("shifted, %d", watch) << Rotation(shiftAsLogrotateDoes) << watch;
            QTest::addRow("numbered, %d", watch) << Rotation(numberUpwards) << watch;
            QTest::addRow("inserted, %d", watch) << Rotation(insertBeforeTheExtension) << watch;
        }
    }
    void behindAQuickWriterEachLineComesOnceAndInOrder()
    {
        QFETCH(const Rotation, rotate);
        QFETCH(const bool, watch);
        FollowOptions options = waysByPoll();
        options.watch = watch;
        Following f(options);
        put(f.path(), "0\n");
        f.start();
        QVERIFY(f.sees("0\n"));
        std::thread writer([&] { writeAndRotate(f, rotate); });
        const bool isComplete = runUntil([&] { return f.seen.endsWith("end\n"); });
        writer.join();
        QVERIFY2(isComplete, qPrintable(f.failure));
        QCOMPARE(withoutChanges(f.seen), allLines(rotations * linesEach));
        QVERIFY(f.areOffsetsRight);
    }

    void aProgramThatRotatesIsFollowedToo()
    {
        Following f(waysByPoll());
        put(f.path(), "0\n");
        f.start();
        QVERIFY(f.sees("0\n"));
        QProcess shell;
        shell.setWorkingDirectory(QFileInfo(f.path()).path());
        shell.start(u"/bin/sh"_s,
                    {u"-c"_s, u"n=0; for r in 1 2 3 4 5 6 7 8 9; do for i in 1 2 3 4 5; do n=$((n+1)); "
                              "echo $n >> app.log; done; mv app.log app.log.$r; done; echo end > app.log"_s});
        QVERIFY(runUntil([&] { return f.seen.endsWith("end\n"); }));
        QVERIFY(shell.state() == QProcess::NotRunning || shell.waitForFinished());
        QCOMPARE(withoutChanges(f.seen), allLines(45));
    }

private:
    static FollowOptions waysByPoll()
    {
        FollowOptions options;
        options.poll = 1ms;
        options.watch = false;
        return options;
    }
    static void waysToLook()
    {
        QTest::addColumn<bool>("watch");
        QTest::newRow("by poll") << false;
        QTest::newRow("by inotify") << true;
    }
    static FollowOptions way()
    {
        FollowOptions options = waysByPoll();
        options.watch = *static_cast<const bool *>(QTest::qData("watch", QMetaType::Bool));
        if (options.watch)
            options.poll = 1h;
        return options;
    }
    static Task<void> takeLines(AsyncIterator<FileChunk> *pieces, int count, QByteArray *to)
    {
        while (to->count('\n') < count) {
            auto piece = co_await pieces->next();
            to->append(piece->bytes);
        }
    }
};

QTEST_GUILESS_MAIN(tst_FollowRotation)
#include "tst_FollowRotation.moc"
