// SPDX-License-Identifier: MIT
#include "tests/async/Unwound.h"
#include "tests/async/io/Programs.h"
#include <livebelt/async/Worker.h>
#include <livebelt/async/io/RunProcess.h>

#include <QTest>

using namespace livebelt::test;

namespace {

Task<void> startOnly(QString program, ProcessOptions options = ProcessOptions())
{
    co_await Process::start(program, QStringList(), options);
}

Task<void> takeOne(AsyncIterator<Line> *lines, QByteArray *to)
{
    auto line = co_await lines->next();
    *to = line ? line->bytes : QByteArray("(end)");
}

Task<void> runThere(QByteArray *output, QSemaphore *done)
{
    const QStringList arguments{u"-c"_s, u"cat; echo there"_s};
    const ProcessResult result = co_await runProcess(u"sh"_s, arguments, "from ");
    *output = result.output;
    done->release();
}

Task<std::optional<QByteArray>> nextOf(AsyncIterator<QByteArray> *pieces)
{
    auto piece = co_await pieces->next();
    co_return std::move(piece);
}

} // namespace

class tst_Process : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outputAndErrorsComeApartAndTheExitCodeAfterwards()
    {
        Process process = run(shell(u"echo one; echo oops >&2; printf 'two\\nhal'; exit 7"_s));
        QByteArray lines;
        QByteArray errors;
        run(joinLines(process.lines(100), &lines));
        run(joinLines(process.errorLines(100), &errors));
        QCOMPARE(lines, "one|two|hal");
        QCOMPARE(errors, "oops|");
        const ProcessExit exit = run(process.finished());
        QCOMPARE(exit.code, 7);
        QCOMPARE(exit.signal, 0);
        QVERIFY(!exit.isSuccess());
        QCOMPARE(run(process.finished()).code, 7);
        run(joinLines(process.lines(100), &lines));
        QCOMPARE(lines, "one|two|hal");
    }

    void argumentsAreGivenAsTheyAre()
    {
        const QStringList arguments{u"%s,"_s, u"a b"_s, u"$HOME; *"_s, u""_s, u"ä"_s};
        QCOMPARE(run(runProcess(u"printf"_s, arguments)).output, QByteArray("a b,$HOME; *,,ä,"));
    }

    void aLineIsNoLongerThanItMay()
    {
        Process process = run(shell(u"printf '%0100d\\nshort\\n' 0"_s));
        QByteArray lines;
        run(joinLines(process.lines(5), &lines));
        QCOMPARE(lines, "00000~|short|");
    }

    void aSignalIsNoExitCode()
    {
        const ProcessResult result = run(runProcess(u"sh"_s, {u"-c"_s, u"kill -9 $$"_s}));
        QCOMPARE(result.exit.signal, 9);
        QCOMPARE(result.exit.code, 0);
        QVERIFY(!result.exit.isSuccess());
        Process process = run(shell(u"exec sleep 1000"_s));
        process.terminate();
        QCOMPARE(run(process.finished()).signal, SIGTERM);
    }

    void whatCannotBeStartedIsAnErrorInWords()
    {
        const auto failure = [](const QString &program, const ProcessOptions &options = ProcessOptions()) {
            return failureOf<ProcessError>(startOnly(program, options));
        };
        const auto descriptors = openDescriptors();
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(failure(u"/no/such/program"_s),
                     u"The program /no/such/program cannot be started: No such file or directory"_s);
            QCOMPARE(failure(u"nosuchprogram"_s),
                     u"The program nosuchprogram cannot be started: No such file or directory"_s);
            QCOMPARE(failure(u"/etc/passwd"_s), u"The program /etc/passwd cannot be started: Permission denied"_s);
            ProcessOptions elsewhere;
            elsewhere.directory = u"/no/such/directory"_s;
            QCOMPARE(failure(u"true"_s, elsewhere), u"The program true cannot be started: No such file or directory"_s);
        }
        QTRY_VERIFY(openDescriptors() < descriptors + 10); // some are the event loop's
        const QTemporaryDir directory;
        put(directory.filePath(u"broken"_s), QByteArray("\x7f") + "ELF");
        QFile::setPermissions(directory.filePath(u"broken"_s), QFile::ReadOwner | QFile::ExeOwner);
        QVERIFY(failure(directory.filePath(u"broken"_s)).contains(u"/broken cannot be started: "_s));
    }

    void itRunsWhereAndAsItIsTold()
    {
        const QTemporaryDir directory;
        ProcessOptions options;
        options.directory = directory.path();
        options.environment.insert(u"WHAT"_s, u"this"_s);
        options.errors = ProcessOptions::Errors::WithOutput;
        const QStringList arguments{u"-c"_s, u"pwd -P; echo $WHAT; echo oops >&2"_s};
        ProcessResult result = run(runProcess(u"/bin/sh"_s, arguments, {}, options));
        QCOMPARE(result.output, QDir(directory.path()).canonicalPath().toUtf8() + "\nthis\noops\n");
        options.errors = ProcessOptions::Errors::Discarded;
        result = run(runProcess(u"/bin/sh"_s, arguments, {}, options));
        QVERIFY(result.output.endsWith("this\n") && result.errors.isEmpty());
    }

    void aProgramThatNobodyReadsWaitsAndTakesNoMemory()
    {
        Process process = run(Process::start(u"yes"_s, {}));
        AsyncIterator<Line> lines = process.lines(100);
        QByteArray line;
        run(takeOne(&lines, &line));
        QCOMPARE(line, "y");
        // Blocked in its write to the full pipe.
        const QString state = u"/proc/%1/stat"_s.arg(process.id());
        QTRY_VERIFY(contentOf(state).contains(") S "));
        const qint64 before = heapMegabytes();
        const QByteArray written = contentOf(u"/proc/%1/io"_s.arg(process.id()));
        for (int turn = 0; turn < 1'000; ++turn)
            QCoreApplication::processEvents();
        QCOMPARE(contentOf(u"/proc/%1/io"_s.arg(process.id())), written);
        QVERIFY(heapMegabytes() - before < 5);
        for (int i = 0; i < 20'000; ++i)
            run(takeOne(&lines, &line));
        QVERIFY(heapMegabytes() - before < 5);
    }

    void whatAPieceTakesIsWhatIsThereHoweverMuchMayBe()
    {
        const qint64 before = heapMegabytes();
        Process process = run(Process::start(u"sh"_s, {u"-c"_s, u"head -c 3000000 /dev/zero"_s}));
        AsyncIterator<QByteArray> pieces = process.output(1'000'000'000'000);
        qint64 size = 0;
        while (auto piece = run(nextOf(&pieces)))
            size += piece->size();
        QCOMPARE(size, 3'000'000);
        QVERIFY(heapMegabytes() - before < 5);
    }

    void muchOutputIsKeptUpToABound()
    {
        const QStringList arguments{u"-c"_s, u"head -c 3000000 /dev/zero; head -c 2000000 /dev/zero >&2"_s};
        const ProcessResult result = run(runProcess(u"sh"_s, arguments, {}, ProcessOptions(), 1'000));
        QCOMPARE(result.output.size(), 1'000);
        QCOMPARE(result.outputSize, 3'000'000);
        QCOMPARE(result.errors.size(), 1'000);
        QCOMPARE(result.errorsSize, 2'000'000);
    }

    void destroyedWhileItWaitsForALineItUnwinds()
    {
        Process process = run(shell(u"read line; echo $line; sleep 1000"_s));
        QByteArray bytes;
        QStringList log;
        QCOMPARE(unwound(&log, joinLines(process.lines(100), &bytes), [&] { run(process.write("late\n")); }),
                 (QStringList{u"generator"_s, u"consumer"_s}));
        QCOMPARE(bytes, "");
    }

    void itRunsOnAWorkersThread()
    {
        QByteArray output;
        QSemaphore done;
        std::unique_ptr<Scope> scope;
        Worker worker(u"test"_s);
        worker.run([&] {
            scope = std::make_unique<Scope>();
            scope->spawn(runThere(&output, &done));
        });
        QVERIFY(done.tryAcquire(1, 30'000));
        worker.run([&] { scope.reset(); });
        QCOMPARE(output, "from there\n");
    }
};

QTEST_GUILESS_MAIN(tst_Process)
#include "tst_Process.moc"
