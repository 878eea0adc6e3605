// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Sender.h"
#include "tests/async/Support.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/ScopesEnd.h>
#include <livebelt/async/SpawnOn.h>
#include <livebelt/async/Worker.h>

#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

Task<void> note(QString text, QStringList *log)
{
    log->append(u"+"_s + text);
    const Mark mark(log, u"-"_s + text);
    co_await sleepFor(1ms);
}

/// A class whose members are gone before ~QObject tells of it.
class Owner : public QObject
{
public:
    explicit Owner(QStringList *log) : m_last(log, u"member"_s) {}
    ScopesEnd *scopesEnd() { return &m_scopesEnd; }

private:
    Mark m_last;
    ScopesEnd m_scopesEnd{this};
};

Task<void> useUntilTheEnd(QStringList *log)
{
    const Mark mark(log, u"task"_s);
    co_await sleepFor(1h);
}

} // namespace

class tst_SpawnOn : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aCoroutineIsASlot()
    {
        QStringList log;
        QObject sender;
        Scope scope;
        const auto slot = [&log](QString name) { return note(std::move(name), &log); };
        spawnOn(scope, &sender, &QObject::objectNameChanged, slot);
        sender.setObjectName(u"a"_s);
        QCOMPARE(log, QStringList{u"+a"_s}); // its first part, as of any slot
        sender.setObjectName(u"b"_s);
        run(scope.join());
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s, u"-a"_s, u"-b"_s}));
    }

    void itTakesAsManyArgumentsAsItWants()
    {
        int calls = 0;
        QObject sender;
        QTimer timer;
        Scope scope;
        const auto count = [&calls]() -> Task<void> {
            ++calls;
            co_return;
        };
        spawnOn(scope, &sender, &QObject::objectNameChanged, count);
        spawnOn(scope, &timer, &QTimer::timeout, count);
        sender.setObjectName(u"a"_s);
        QCOMPARE(calls, 1);
        timer.start(0);
        QTRY_VERIFY(calls > 2);
    }

    void aLambdaWithCapturesMayBeTheCoroutine()
    {
        QStringList log;
        QObject sender;
        Scope scope;
        const auto connection =
            spawnOn(scope, &sender, &QObject::objectNameChanged, [&log, text = u"captured"_s](QString) -> Task<void> {
                co_await sleepFor(1ms);
                log.append(text);
            });
        sender.setObjectName(u"a"_s);
        QObject::disconnect(connection); // the lambda lives on in the coroutine
        run(scope.join());
        QCOMPARE(log, QStringList{u"captured"_s});
        sender.setObjectName(u"b"_s);
        QVERIFY(scope.isEmpty());
    }

    void anEmissionWhileItRunsMayBeIgnoredOrStartAnew()
    {
        QStringList log;
        QObject sender;
        Scope ignoring, restarting;
        const auto slot = [&log](QString name) { return note(std::move(name), &log); };
        spawnOn(ignoring, &sender, &QObject::objectNameChanged, slot, WhileRunning::Ignore);
        sender.setObjectName(u"a"_s);
        sender.setObjectName(u"b"_s);
        run(ignoring.join());
        QCOMPARE(log, (QStringList{u"+a"_s, u"-a"_s}));
        sender.setObjectName(u"c"_s);
        run(ignoring.join());
        QCOMPARE(log.size(), 4);
        ignoring.cancel();
        log.clear();
        spawnOn(restarting, &sender, &QObject::objectNameChanged, slot, WhileRunning::Restart);
        sender.setObjectName(u"d"_s);
        sender.setObjectName(u"e"_s);
        run(restarting.join());
        QCOMPARE(log, (QStringList{u"+d"_s, u"-d"_s, u"+e"_s, u"-e"_s}));
    }

    void itEndsWithTheScopeAndMayEndIt()
    {
        QStringList log;
        QObject sender;
        auto scope = std::make_unique<Scope>();
        const auto slot = [&scope](QString) -> Task<void> {
            scope.reset();
            co_return;
        };
        spawnOn(*scope, &sender, &QObject::objectNameChanged, slot, WhileRunning::Restart);
        sender.setObjectName(u"a"_s);
        QVERIFY(!scope);
        sender.setObjectName(u"b"_s);
        Scope cancelled;
        cancelled.cancel();
        QVERIFY(!spawnOn(cancelled, &sender, &QObject::objectNameChanged, slot));
    }

    void itsErrorIsTheScopes()
    {
        QObject sender;
        Scope scope;
        bool hasFailed = false;
        scope.onFailure([&hasFailed](const std::exception_ptr &) { hasFailed = true; });
        const auto slot = []() -> Task<void> {
            throw std::runtime_error("failed");
            co_return;
        };
        spawnOn(scope, &sender, &QObject::objectNameChanged, slot);
        sender.setObjectName(u"a"_s);
        QVERIFY(hasFailed);
    }

    void itRunsOnTheThreadOfTheScope()
    {
        Worker worker(u"test"_s);
        QObject *sender = nullptr;
        worker.run([&sender] { sender = new QObject; });
        Scope scope;
        QThread *where = nullptr;
        const auto slot = [&where](QString) -> Task<void> {
            where = QThread::currentThread();
            co_return;
        };
        spawnOn(scope, sender, &QObject::objectNameChanged, slot);
        worker.run([sender] { sender->setObjectName(u"a"_s); });
        QTRY_COMPARE(where, QThread::currentThread());
        worker.run([sender] { delete sender; });
    }

    void theScopesOfAnObjectEndBeforeItsMembers()
    {
        QStringList log;
        auto owner = std::make_unique<Owner>(&log);
        Scope scope(owner.get());
        scope.spawn(useUntilTheEnd(&log));
        owner.reset();
        QCOMPARE(log, (QStringList{u"task"_s, u"member"_s}));
        QVERIFY(scope.isCancelled());
    }
};

QTEST_GUILESS_MAIN(tst_SpawnOn)
#include "tst_SpawnOn.moc"
