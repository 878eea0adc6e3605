// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include "tests/async/io/Following.h"
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/Worker.h>

#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace livebelt::test;

namespace {

FollowOptions options(std::chrono::milliseconds poll, bool watch)
{
    FollowOptions o;
    o.poll = poll;
    o.watch = watch;
    return o;
}

/// Nothing but inotify can find something within a test.
FollowOptions watching()
{
    return options(1h, true);
}

Task<void> takeOne(AsyncIterator<FileChunk> *pieces, QByteArray *bytes)
{
    auto piece = co_await pieces->next();
    *bytes = piece->bytes;
}

Task<void> takeAndSay(AsyncIterator<FileChunk> pieces, QByteArray *bytes, QSemaphore *done)
{
    co_await takeOne(&pieces, bytes);
    done->release();
}

Task<void> takeAll(AsyncIterator<FileChunk> pieces, QByteArray *all, bool *hasEnded)
{
    while (auto piece = co_await pieces.next())
        *all += piece->bytes;
    *hasEnded = true;
}

Task<void> takeOneOf(AsyncIterator<FileChunk> pieces)
{
    QByteArray bytes;
    co_await takeOne(&pieces, &bytes);
}

} // namespace

class tst_Follow : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itFollowsGrowth()
    {
        Following f(watching());
        put(f.path(), "one ");
        f.start();
        QVERIFY(f.sees("one "));
        append(f.path(), "two ");
        QVERIFY(f.sees("one two "));
        append(f.path(), "three");
        QVERIFY(f.sees("one two three"));
        QVERIFY(f.areOffsetsRight);
    }

    void whatAPieceTakesIsWhatIsThereHoweverMuchMayBe()
    {
        FollowOptions huge = watching();
        huge.chunk = 1'000'000'000'000;
        Following f(huge);
        const QByteArray text(300'000, 'x');
        put(f.path(), text);
        f.start();
        QVERIFY(f.sees(text));
        append(f.path(), "and more");
        QVERIFY(f.sees(text + "and more"));
    }

    void whereNothingAnnouncesItItIsFoundWithinOnePoll()
    {
        VirtualClock clock;
        Following f(options(1s, false));
        put(f.path(), "one ");
        f.start();
        QVERIFY(f.sees("one "));
        QByteArray all = f.seen;
        for (const char *more : {"two ", "three "}) {
            append(f.path(), more);
            const auto before = clock.elapsed();
            all += more;
            QVERIFY(f.sees(all));
            QVERIFY(clock.elapsed() - before <= 1s);
        }
    }

    void itStartsWhereItIsToldTo()
    {
        FollowOptions fromTwo = watching();
        fromTwo.from = 2;
        fromTwo.chunk = 3;
        Following f(fromTwo);
        put(f.path(), "0123456789");
        f.start();
        QVERIFY(f.sees("23456789"));

        FollowOptions fromEnd = watching();
        fromEnd.from = FollowOptions::atEnd;
        Following g(fromEnd);
        put(g.path(), "0123456789");
        g.start();
        settle();
        while (g.seen.isEmpty()) {
            append(g.path(), "x");
            settle();
        }
        QVERIFY(g.seen.count('x') == g.seen.size());

        FollowOptions fromBehind = watching();
        fromBehind.from = 11;
        Following h(fromBehind);
        put(h.path(), "0123456789");
        h.start();
        QVERIFY(h.sees("[Truncated]0123456789"));
    }

    void itEndsBehindWhatIsThereOnceItIsTold()
    {
        FollowOptions ending = watching();
        ending.until = std::make_shared<Event>();
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("log"));
        put(path, "one ");
        QByteArray all;
        bool hasEnded = false;
        Scope scope;
        scope.spawn(takeAll(follow(path, ending), &all, &hasEnded));
        QVERIFY(runUntil([&] { return all == "one "; }));
        append(path, "two");
        ending.until->set();
        QVERIFY(runUntil([&] { return hasEnded; }));
        QCOMPARE(all, "one two");
    }

    void aFileThatIsNotThereYetIsWaitedFor()
    {
        std::optional<VirtualClock> clock(std::in_place);
        Following f(options(1s, true));
        f.start();
        QVERIFY(runUntil([&] { return clock->elapsed() >= 1s; })); // it has looked, and waited
        put(f.path(), "one");
        QVERIFY(f.sees("[Appeared]one"));
        f.stop();
        clock.reset();

        Following g(options(10ms, true));
        const QString path = g.path(u"not/yet"_s);
        QByteArray bytes;
        AsyncIterator<FileChunk> pieces = follow(path, options(10ms, true));
        Scope scope;
        scope.spawn(takeOne(&pieces, &bytes));
        settle();
        QVERIFY(QDir().mkdir(g.path(u"not"_s)));
        put(path, "two");
        QVERIFY(runUntil([&] { return scope.isEmpty(); }));
        QCOMPARE(bytes, "two");
    }

    void whatCannotBeFollowedIsAnErrorInWords()
    {
        Following f(watching());
        QVERIFY(QDir().mkdir(f.path()));
        QCOMPARE(failureOf<FileError>(takeOneOf(follow(f.path()))),
                 f.path() + u" cannot be followed: it is not a regular file"_s);
        Following g(watching());
        QCOMPARE(::mkfifo(qPrintable(g.path()), 0600), 0);
        QCOMPARE(failureOf<FileError>(takeOneOf(follow(g.path()))),
                 g.path() + u" cannot be followed: it is not a regular file"_s);
        Following h(watching());
        QCOMPARE(::symlink("app.log", qPrintable(h.path())), 0);
        QCOMPARE(failureOf<FileError>(takeOneOf(follow(h.path()))),
                 h.path() + u" cannot be opened: Too many levels of symbolic links"_s);
    }

    void whatTakesThePlaceOfTheFileHasAFewLooksToBecomeOne()
    {
        VirtualClock clock;
        Following f(options(1s, false));
        put(f.path(), "one");
        f.start();
        QVERIFY(f.sees("one"));
        f.rename(u"app.log"_s, u"app.log.1"_s);
        QVERIFY(QDir().mkdir(f.path()));
        const auto before = clock.elapsed();
        QVERIFY(f.sees("one[Unreadable]"));
        QCOMPARE(f.problem, f.path() + u" cannot be followed: it is not a regular file"_s);
        QVERIFY(clock.elapsed() - before >= 4s);
    }

    void whatCannotBeReadForAWhileLosesNothing_data()
    {
        QTest::addColumn<bool>("watch");
        QTest::newRow("inotify") << true;
        QTest::newRow("looking") << false;
    }

    void whatCannotBeReadForAWhileLosesNothing()
    {
        QFETCH(bool, watch);
        Following f(options(10ms, watch));
        put(f.path(), "one");
        QFile writer(f.path());
        QVERIFY(writer.open(QIODevice::Append | QIODevice::Unbuffered));
        f.start();
        QVERIFY(f.sees("one"));
        QCOMPARE(::unlink(qPrintable(f.path())), 0);
        QVERIFY(QDir().mkdir(f.path()));
        QVERIFY(f.sees("one[Unreadable]"));
        writer.write("two"); // the old file has no name any more, and is still written
        QVERIFY(f.sees("one[Unreadable]two"));
        QVERIFY(QDir().rmdir(f.path()));
        put(f.path(u"new"_s), "three");
        f.rename(u"new"_s, u"app.log"_s);
        QVERIFY(f.sees("one[Unreadable]two[Regained][Replaced]three"));
        QVERIFY(f.areOffsetsRight && f.failure.isEmpty());
        // And again: each time is told.
        f.rename(u"app.log"_s, u"app.log.1"_s);
        QVERIFY(QDir().mkdir(f.path()));
        QVERIFY(f.sees("one[Unreadable]two[Regained][Replaced]three[Unreadable]"));
        QVERIFY(QDir().rmdir(f.path()));
        f.rename(u"app.log.1"_s, u"app.log"_s);
        QVERIFY(f.sees("one[Unreadable]two[Regained][Replaced]three[Unreadable][Regained]"));
    }

    void itReadsOnlyWhatIsAwaited()
    {
        Following f;
        put(f.path(), "abcdef");
        FollowOptions small = watching();
        small.chunk = 2;
        AsyncIterator<FileChunk> pieces = follow(f.path(), small);
        QByteArray bytes;
        run(takeOne(&pieces, &bytes));
        QCOMPARE(bytes, "ab");
        settle();
        put(f.path(), "CDEF", QIODevice::ReadWrite | QIODevice::Append);
        QFile file(f.path());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(2) && file.write("CD") == 2);
        file.close();
        run(takeOne(&pieces, &bytes));
        QCOMPARE(bytes, "CD");
    }

    void destroyedInAnyStateNothingIsLeft()
    {
        const auto descriptors = openDescriptors();
        for (int turns = 0; turns < 100; ++turns) {
            Following f(options(std::chrono::milliseconds(1 + turns % 2), turns % 3 != 0));
            if (turns % 4)
                put(f.path(), "one");
            f.start();
            for (int turn = 0; turn < turns / 5; ++turn)
                QCoreApplication::processEvents();
        }
        QTRY_VERIFY(openDescriptors() <= descriptors);
    }

    void destroyedWhileItWaitsItUnwinds()
    {
        Following f;
        QStringList log;
        QCOMPARE(unwound(&log, takeOneOf(follow(f.path())), [&] { put(f.path(), "late"); }),
                 (QStringList{u"generator"_s, u"consumer"_s}));
    }

    void itFollowsOnAWorkersThread()
    {
        Following f;
        QByteArray bytes;
        QSemaphore done;
        std::unique_ptr<Scope> scope;
        Worker worker(u"test"_s);
        worker.run([&] {
            scope = std::make_unique<Scope>();
            scope->spawn(takeAndSay(follow(f.path(), options(1h, true)), &bytes, &done));
        });
        put(f.path(), "from there");
        QVERIFY(done.tryAcquire(1, 30'000));
        worker.run([&] { scope.reset(); });
        QVERIFY(QByteArray("from there").startsWith(bytes));
    }
};

QTEST_GUILESS_MAIN(tst_Follow)
#include "tst_Follow.moc"
