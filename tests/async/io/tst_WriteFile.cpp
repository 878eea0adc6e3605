// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include "tests/async/io/FileSupport.h"
#include <livebelt/async/Worker.h>
#include <livebelt/async/io/WriteFile.h>

#include <QTest>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace livebelt::test;

namespace {

Task<void> appendLines(QString path, int from, int to)
{
    for (int i = from; i < to; ++i) {
        const QByteArray line = QByteArray::number(i) + '\n';
        co_await appendToFile(path, line);
    }
}

Task<void> both(Task<void> first, Task<void> second, QSemaphore *done)
{
    co_await std::move(first);
    co_await std::move(second);
    done->release();
}

} // namespace

class tst_WriteFile : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void theWholeContentIsReplaced()
    {
        run(writeFile(path(), "long content"));
        QCOMPARE(contentOf(path()), "long content");
        run(writeFile(path(), "short"));
        QCOMPARE(contentOf(path()), "short");
        run(writeFile(path(), {}));
        QCOMPARE(contentOf(path()), "");
        QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), QStringList{u"path"_s});
    }

    void whatCannotBeWrittenIsAnErrorInWordsAndLeavesTheOld()
    {
        const QString missing = m_directory->filePath(u"missing/path"_s);
        QCOMPARE(failureOf<FileError>(writeFile(missing, "x")),
                 missing + u" cannot be written: No such file or directory"_s);
        QCOMPARE(failureOf<FileError>(appendToFile(missing, "x")),
                 missing + u" cannot be opened: No such file or directory"_s);
        QCOMPARE(failureOf<FileError>(writeFile(m_directory->path(), "x")),
                 m_directory->path() + u" cannot be written: it is not a regular file"_s);
        QCOMPARE(failureOf<FileError>(appendToFile(u"/dev/full"_s, "x")),
                 u"/dev/full cannot be written: No space left on device"_s);
    }

    void aDeviceIsNotReplacedByAFile()
    {
        QCOMPARE(::mkfifo(qPrintable(path()), 0600), 0);
        QCOMPARE(failureOf<FileError>(writeFile(path(), "x")),
                 path() + u" cannot be written: it is not a regular file"_s);
        struct stat status;
        QVERIFY(::stat(qPrintable(path()), &status) == 0 && S_ISFIFO(status.st_mode));
    }

    void bytesAreAddedToTheEndInOrder()
    {
        run(appendLines(path(), 0, 3));
        QCOMPARE(contentOf(path()), "0\n1\n2\n");
        run(appendToFile(path(), {}));
        QCOMPARE(contentOf(path()), "0\n1\n2\n");
    }

    void ofSeveralAppendersNoLineIsLostOrCut()
    {
        {
            Scope scope;
            for (int i = 0; i < 5; ++i)
                scope.spawn(appendLines(path(), 1'000 + i * 20, 1'000 + i * 20 + 20));
            QVERIFY(runUntil([&] { return scope.isEmpty(); }));
        }
        QList<QByteArray> lines = contentOf(path()).split('\n');
        std::sort(lines.begin(), lines.end());
        QCOMPARE(lines.size(), 101);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(lines[i + 1], QByteArray::number(1'000 + i));
    }

    void aSlowReaderOfAFifoIsWaitedForAndNoReaderIsAnError()
    {
        QCOMPARE(::mkfifo(qPrintable(path()), 0600), 0);
        QCOMPARE(failureOf<FileError>(appendToFile(path(), "x")),
                 path() + u" cannot be opened: No such device or address"_s);
        int reader = ::open(qPrintable(path()), O_RDONLY | O_NONBLOCK);
        const QByteArray bytes(1'000'000, 'x');
        Scope scope;
        scope.spawn(appendToFile(path(), bytes));
        settle();
        QVERIFY(!scope.isEmpty());
        QByteArray got(bytes.size(), ' ');
        qsizetype size = 0;
        QVERIFY(runUntil([&] {
            size += qMax<qsizetype>(0, ::read(reader, got.data() + size, size_t(got.size() - size)));
            return size == got.size() && scope.isEmpty();
        }));
        QCOMPARE(got, bytes);

        Scope other;
        QString failure;
        other.onFailure([&](std::exception_ptr error) {
            try {
                std::rethrow_exception(error);
            } catch (const FileError &e) {
                failure = e.text();
            }
        });
        other.spawn(appendToFile(path(), bytes));
        QVERIFY(runUntil([&] { return ::read(reader, got.data(), 1) == 1; }));
        ::close(reader);
        QVERIFY(runUntil([&] { return other.isEmpty(); }));
        QCOMPARE(failure, path() + u" cannot be written: Broken pipe"_s);
    }

    void destroyedWhileItWaitsNothingIsLeftOver()
    {
        const auto descriptors = openDescriptors();
        QStringList log;
        unwound(&log, writeFile(path(), "new"), [] {});
        unwound(&log, appendToFile(path(u"other"_s), "new"), [] {});
        for (int i = 0; i < 50; ++i) {
            Scope scope;
            scope.spawn(writeFile(path(), QByteArray(i, 'x')));
            scope.spawn(appendToFile(path(u"other"_s), "x"));
        }
        QTRY_VERIFY(openDescriptors() <= descriptors);
        QTRY_VERIFY(QDir(m_directory->path()).entryList(QDir::Files).size() <= 2);
    }

    void itWritesOnAWorkersThread()
    {
        QSemaphore done;
        std::unique_ptr<Scope> scope;
        Worker worker(u"test"_s);
        worker.run([&] {
            scope = std::make_unique<Scope>();
            scope->spawn(both(writeFile(path(), "one "), appendToFile(path(), "two"), &done));
        });
        QVERIFY(done.tryAcquire(1, 30'000));
        worker.run([&] { scope.reset(); });
        QCOMPARE(contentOf(path()), "one two");
    }

private:
    QString path(const QString &name = u"path"_s) const { return m_directory->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_directory;
};

QTEST_GUILESS_MAIN(tst_WriteFile)
#include "tst_WriteFile.moc"
