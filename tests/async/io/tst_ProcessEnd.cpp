// SPDX-License-Identifier: MIT
#include "tests/async/Unwound.h"
#include "tests/async/io/Programs.h"
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/Worker.h>

#include <QTest>

using namespace livebelt::test;

namespace {

/// Says when it can be sent a signal.
const QString stubborn = u"trap '' TERM; echo; while :; do sleep 1000; done"_s;

Task<Process> startedAndReady(QString script, ProcessOptions options = ProcessOptions())
{
    Process process = co_await shell(std::move(script), std::move(options));
    AsyncIterator<Line> lines = process.lines(100);
    co_await lines.next();
    co_return std::move(process);
}

Task<void> startAndKeep(QString script, std::unique_ptr<Process> *to)
{
    Process process = co_await startedAndReady(std::move(script));
    *to = std::make_unique<Process>(std::move(process));
}

Task<void> startOnly(QString script)
{
    co_await shell(std::move(script));
}

Task<void> noteEnd(Process *process, QString *how)
{
    try {
        co_await process->finished();
        *how = u"ended"_s;
    } catch (const ProcessError &error) {
        *how = error.text();
    }
}

ProcessOptions graceOf(std::chrono::milliseconds grace)
{
    ProcessOptions options;
    options.grace = grace;
    return options;
}

} // namespace

class tst_ProcessEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDestroyedOneIsAskedToEndAndLeavesNoZombie()
    {
        qint64 id = 0;
        {
            Process process = run(startedAndReady(u"echo; exec sleep 1000"_s, graceOf(1h)));
            id = process.id();
            QVERIFY(exists(id));
        }
        QTRY_VERIFY(!exists(id));
    }

    void oneThatRefusesIsKilledAfterTheGraceTime()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        qint64 id = 0;
        {
            Process process = run(startedAndReady(stubborn, graceOf(2s)));
            id = process.id();
        }
        settle();
        clock.advance(1999ms);
        settle();
        QVERIFY(!contentOf(u"/proc/%1/stat"_s.arg(id)).contains(") Z "));
        QVERIFY(exists(id));
        clock.advance(1ms);
        QTRY_VERIFY(!exists(id));
    }

    void whatItHasStartedEndsToo()
    {
        qint64 child = 0;
        {
            Process process = run(shell(u"sleep 1000 & echo $!; wait"_s));
            AsyncIterator<Line> lines = process.lines(100);
            auto take = [](AsyncIterator<Line> *from) -> Task<QByteArray> {
                auto line = co_await from->next();
                co_return line->bytes;
            };
            child = run(take(&lines)).toLongLong();
            QVERIFY(exists(child));
        }
        // Its parent is somebody else now, who may let it be a zombie.
        QTRY_VERIFY(!exists(child) || contentOf(u"/proc/%1/stat"_s.arg(child)).contains(") Z "));
    }

    void oneThatIsStoppedEndsToo()
    {
        qint64 id = 0;
        {
            Process process = run(startedAndReady(u"echo; exec sleep 1000"_s, graceOf(1h)));
            id = process.id();
            ::kill(pid_t(id), SIGSTOP);
            QTRY_VERIFY(contentOf(u"/proc/%1/stat"_s.arg(id)).contains(") T "));
        }
        QTRY_VERIFY(!exists(id));
    }

    void whoWaitsForItsEndLearnsThatItIsDestroyed()
    {
        std::optional<Process> process(run(shell(u"exec sleep 1000"_s)));
        QString how;
        Scope scope;
        scope.spawn(noteEnd(&*process, &how));
        settle();
        QVERIFY(!scope.isEmpty());
        process.reset();
        QVERIFY(runUntil([&] { return scope.isEmpty(); }));
        QCOMPARE(how, u"The program sh was ended before it was done"_s);
    }

    void destroyedWhileItStartsOrWaitsNothingIsLeft()
    {
        const auto descriptors = openDescriptors();
        for (int turns = 0; turns < 20; ++turns) {
            Scope scope;
            scope.spawn(startOnly(u"exec sleep 1000"_s));
            for (int turn = 0; turn < turns / 4; ++turn)
                QCoreApplication::processEvents();
        }
        QTRY_VERIFY(openDescriptors() <= descriptors);
        QTRY_COMPARE(contentOf(u"/proc/self/task/%1/children"_s.arg(::getpid())), "");

        Process process = run(shell(u"exec sleep 1000"_s));
        QStringList log;
        ProcessExit exit;
        QCOMPARE(unwound(&log, endOf(&process, &exit), [&] { process.kill(); }),
                 (QStringList{u"generator"_s, u"consumer"_s}));
        QCOMPARE(run(process.finished()).signal, SIGKILL);
    }

    void withItsThreadItEndsAtOnce()
    {
        std::unique_ptr<Process> process;
        qint64 id = 0;
        {
            Scope *scope = nullptr;
            Worker worker(u"test"_s);
            worker.run([&] {
                scope = new Scope;
                scope->spawn(startAndKeep(stubborn, &process));
            });
            QTRY_VERIFY([&] {
                bool isThere = false;
                worker.run([&] { isThere = process != nullptr; });
                return isThere;
            }());
            worker.run([&] {
                id = process->id();
                process.reset();
                delete scope;
            });
            QVERIFY(exists(id));
        }
        QVERIFY(!exists(id));
    }
};

QTEST_GUILESS_MAIN(tst_ProcessEnd)
#include "tst_ProcessEnd.moc"
