// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include "tests/async/io/FileSupport.h"
#include <livebelt/async/Worker.h>
#include <livebelt/async/io/ReadFile.h>

#include <QTest>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace livebelt::test;

namespace {

Task<void> readAll(QString path, qint64 chunk, qint64 from, QList<QByteArray> *to)
{
    auto pieces = readFile(path, chunk, from);
    while (auto piece = co_await pieces.next())
        to->append(*piece);
}

struct Sums
{
    qint64 total = 0;
    qint64 longest = 0;
    qint64 mostMegabytes = 0;
};

Task<void> count(AsyncIterator<QByteArray> pieces, Sums *sums)
{
    while (auto piece = co_await pieces.next()) {
        sums->total += piece->size();
        sums->longest = qMax(sums->longest, piece->size());
        sums->mostMegabytes = qMax(sums->mostMegabytes, heapMegabytes());
    }
}

Task<void> releaseAfter(Task<void> task, QSemaphore *done)
{
    co_await std::move(task);
    done->release();
}

Task<void> takeOne(AsyncIterator<QByteArray> *pieces)
{
    co_await pieces->next();
}

} // namespace

class tst_ReadFile : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void theBytesComeInOrderInPieces()
    {
        put(path(), "0123456789");
        QList<QByteArray> pieces;
        run(readAll(path(), 4, 0, &pieces));
        QCOMPARE(pieces, (QList<QByteArray>{"0123", "4567", "89"}));
        pieces.clear();
        run(readAll(path(), 100, 7, &pieces));
        QCOMPARE(pieces, QList<QByteArray>{"789"});
        pieces.clear();
        run(readAll(path(), 100, 10, &pieces));
        run(readAll(path(), 100, 1'000, &pieces));
        put(path(), {});
        run(readAll(path(), 100, 0, &pieces));
        QCOMPARE(pieces, QList<QByteArray>());
    }

    void whatCannotBeReadIsAnErrorInWords()
    {
        QList<QByteArray> pieces;
        QCOMPARE(failureOf<FileError>(readAll(path(), 4, 0, &pieces)),
                 path() + u" cannot be opened: No such file or directory"_s);
        QCOMPARE(failureOf<FileError>(readAll(m_directory->path(), 4, 0, &pieces)),
                 m_directory->path() + u" cannot be read: Is a directory"_s);
    }

    void itIsReadNoFurtherThanAwaited()
    {
        put(path(), QByteArray(100'000, 'a'));
        AsyncIterator<QByteArray> pieces = readFile(path(), 1'000);
        run(takeOne(&pieces));
        settle();
        put(path(), QByteArray(100'000, 'b'), QIODevice::ReadWrite);
        QByteArray rest;
        run(joinPieces(std::move(pieces), &rest));
        QCOMPARE(rest, QByteArray(99'000, 'b'));
    }

    void aBigFileTakesNoMemory()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(200'000'000));
        file.close();
        const qint64 before = heapMegabytes();
        Sums sums;
        run(count(readFile(path()), &sums));
        QCOMPARE(sums.total, 200'000'000);
        QCOMPARE(sums.longest, 64 * 1024);
        QVERIFY(sums.mostMegabytes - before <= 2);
    }

    void whatAPieceTakesIsWhatIsThereHoweverMuchMayBe()
    {
        const QByteArray text(300'000, 'x');
        put(path(), text);
        QList<QByteArray> pieces;
        run(readAll(path(), 1'000'000'000'000, 0, &pieces));
        QCOMPARE(pieces.join(), text);
        pieces.clear();
        run(readAll(path(), std::numeric_limits<qint64>::max(), 1, &pieces));
        QCOMPARE(pieces.join().size(), text.size() - 1);
    }

    void aFifoThatNobodyWritesToHoldsUpNobody()
    {
        QCOMPARE(::mkfifo(qPrintable(path()), 0600), 0);
        put(path(u"file"_s), "here");
        const auto descriptors = openDescriptors();
        QByteArray fromFifo;
        QByteArray fromFile;
        Scope scope;
        scope.spawn(joinPieces(readFile(path()), &fromFifo));
        run(joinPieces(readFile(path(u"file"_s)), &fromFile));
        QCOMPARE(fromFile, "here");
        QVERIFY(!scope.isEmpty());

        const int writer = ::open(qPrintable(path()), O_WRONLY); // waits for the reader
        QCOMPARE(::write(writer, "there", 5), 5);
        QVERIFY(runUntil([&] { return fromFifo == "there"; }));
        settle();
        QVERIFY(!scope.isEmpty());
        ::close(writer);
        QVERIFY(runUntil([&] { return scope.isEmpty(); }));
        QTRY_VERIFY(openDescriptors() <= descriptors);
    }

    void destroyedInAnyStateItClosesTheFile()
    {
        put(path(), QByteArray(1'000, 'a'));
        const auto descriptors = openDescriptors();
        for (int turns = 0; turns < 50; ++turns) {
            QByteArray bytes;
            Scope scope;
            scope.spawn(joinPieces(readFile(path(), 100), &bytes));
            for (int turn = 0; turn < turns; ++turn)
                QCoreApplication::processEvents();
        }
        {
            AsyncIterator<QByteArray> never = readFile(path());
            AsyncIterator<QByteArray> begun = readFile(path(), 100);
            run(takeOne(&begun));
        }
        QTRY_VERIFY(openDescriptors() <= descriptors);
    }

    void destroyedWhileItWaitsForAFifoItUnwinds()
    {
        QCOMPARE(::mkfifo(qPrintable(path()), 0600), 0);
        const auto descriptors = openDescriptors();
        QStringList log;
        QByteArray bytes;
        const QStringList order = unwound(&log, joinPieces(readFile(path()), &bytes), [] {});
        QCOMPARE(order, (QStringList{u"generator"_s, u"consumer"_s}));
        QTRY_VERIFY(openDescriptors() <= descriptors);
    }

    void itReadsOnAWorkersThread()
    {
        put(path(), "from there");
        QByteArray bytes;
        QSemaphore done;
        std::unique_ptr<Scope> scope;
        Worker worker(u"test"_s);
        worker.run([&] {
            scope = std::make_unique<Scope>();
            scope->spawn(releaseAfter(joinPieces(readFile(path()), &bytes), &done));
        });
        QVERIFY(done.tryAcquire(1, 30'000));
        worker.run([&] { scope.reset(); });
        QCOMPARE(bytes, "from there");
    }

private:
    QString path(const QString &name = u"path"_s) const { return m_directory->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_directory;
};

QTEST_GUILESS_MAIN(tst_ReadFile)
#include "tst_ReadFile.moc"
