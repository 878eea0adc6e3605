// SPDX-License-Identifier: MIT
#include "tests/async/Unwound.h"
#include "tests/async/io/Programs.h"
#include <livebelt/async/io/RunProcess.h>

#include <QTest>

using namespace livebelt::test;

namespace {

Task<void> writeMany(Process *process, int count, int *written)
{
    const QByteArray piece(100'000, 'x');
    for (; *written < count; ++*written) {
        const bool isTaken = co_await process->write(piece);
        if (!isTaken)
            co_return;
    }
    process->closeInput();
}

Task<void> noteWrite(Process *process, QByteArray bytes, QString *result)
{
    const bool isTaken = co_await process->write(std::move(bytes));
    *result = isTaken ? u"taken"_s : u"not taken"_s;
}

Task<void> discard(Task<bool> write)
{
    co_await std::move(write);
}

} // namespace

class tst_ProcessInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenComesBack()
    {
        const ProcessResult result = run(runProcess(u"cat"_s, {}, "one\ntwo\n"));
        QCOMPARE(result.output, "one\ntwo\n");
        QVERIFY(result.exit.isSuccess());
        QCOMPARE(run(runProcess(u"cat"_s, {})).output, "");
        const QByteArray much(5'000'000, 'x');
        QVERIFY(run(runProcess(u"cat"_s, {}, much)).output == much);
    }

    void theProgramAnswersWhileItsInputIsOpen()
    {
        Process process = run(Process::start(u"cat"_s, {}));
        AsyncIterator<Line> lines = process.lines(100);
        for (const char *text : {"one", "two"}) {
            QVERIFY(run(process.write(QByteArray(text) + '\n')));
            auto take = [](AsyncIterator<Line> *from) -> Task<QByteArray> {
                auto line = co_await from->next();
                co_return line->bytes;
            };
            QCOMPARE(run(take(&lines)), text);
        }
        process.closeInput();
        QVERIFY(run(process.finished()).isSuccess());
        QVERIFY(!run(process.write("late")));
    }

    void aWriterWaitsForASlowReader()
    {
        Process process = run(Process::start(u"cat"_s, {}));
        int written = 0;
        Scope scope;
        scope.spawn(writeMany(&process, 200, &written)); // nobody reads what cat says, so it stops to read
        const qint64 before = heapMegabytes();
        const QString state = u"/proc/%1/stat"_s.arg(process.id());
        QTRY_VERIFY(written > 0 && contentOf(state).contains(") S "));
        settle();
        QVERIFY(written < 10);
        QVERIFY(heapMegabytes() - before < 5);
        QByteArray all;
        run(joinPieces(process.output(), &all));
        QCOMPARE(all.size(), 20'000'000);
        QVERIFY(scope.isEmpty());
        QVERIFY(run(process.finished()).isSuccess());
    }

    void aWriterLearnsThatNobodyWillReadIt_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("input closed") << u"exec <&-; echo; exec sleep 1000"_s;
        QTest::newRow("ended") << u"echo"_s;
        QTest::newRow("ends later") << u"echo; head -c 1000 >/dev/null"_s;
    }
    void aWriterLearnsThatNobodyWillReadIt()
    {
        QFETCH(const QString, script);
        Process process = run(shell(script));
        AsyncIterator<Line> lines = process.lines(10);
        auto one = [](AsyncIterator<Line> *from) -> Task<void> { co_await from->next(); };
        run(one(&lines));
        QString result;
        run(noteWrite(&process, QByteArray(1'000'000, 'x'), &result));
        QCOMPARE(result, u"not taken"_s);
    }

    void aWriterLearnsThatTheProcessIsDestroyed()
    {
        std::optional<Process> process(run(shell(u"exec sleep 1000"_s)));
        QString result;
        Scope scope;
        scope.spawn(noteWrite(&*process, QByteArray(1'000'000, 'x'), &result));
        settle();
        QVERIFY(!scope.isEmpty());
        process.reset();
        QVERIFY(runUntil([&] { return scope.isEmpty(); }));
        QCOMPARE(result, u"not taken"_s);
    }

    void destroyedWhileItWaitsTheWriterUnwinds()
    {
        Process process = run(shell(u"exec sleep 1000"_s));
        QStringList log;
        const QByteArray much(1'000'000, 'x');
        QCOMPARE(unwound(&log, discard(process.write(much)), [&] { process.kill(); }),
                 (QStringList{u"generator"_s, u"consumer"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_ProcessInput)
#include "tst_ProcessInput.moc"
