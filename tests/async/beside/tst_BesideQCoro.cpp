// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Signals.h>

#include <QProcess>
#include <QTest>
#include <qcorosignal.h>
#include <qcorotask.h>
#include <qcorotimer.h>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

QCoro::Task<> theirs(bool *hasRun)
{
    co_await QCoro::sleepFor(1ms);
    *hasRun = true;
}

Task<void> ours(bool *hasRun)
{
    co_await sleepFor(1ms);
    *hasRun = true;
}

QCoro::Task<> theirsWaits(const QObject *sender, QStringList *log)
{
    const Mark mark(log, u"destroyed"_s);
    co_await qCoro(sender, &QObject::objectNameChanged);
    log->append(u"resumed"_s);
}

Task<void> oursWaits(const QObject *sender, QStringList *log)
{
    const Mark mark(log, u"destroyed"_s);
    const auto name = co_await nextSignal(sender, &QObject::objectNameChanged);
    log->append(name ? u"resumed"_s : u"told of the end"_s);
}

Task<void> listen(const QObject *sender, QStringList *heard)
{
    auto names = signalsOf(sender, &QObject::objectNameChanged);
    while (auto name = co_await names.next()) {
        heard->append(*name);
        co_await sleepFor(3ms);
    }
}

} // namespace

/// What the table "Why another library" of the guide says of QCoro 0.8, beside what is the case here.
class tst_BesideQCoro : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskThatIsDroppedRunsOnThere()
    {
        bool theirsHasRun = false;
        theirs(&theirsHasRun);
        QVERIFY(runUntil([&] { return theirsHasRun; }));

        bool oursHasRun = false;
        {
            Scope scope;
            scope.spawn(ours(&oursHasRun));
        }
        bool isLater = false;
        Scope scope;
        scope.spawn(ours(&isLater));
        QVERIFY(runUntil([&] { return isLater; }));
        QVERIFY(!oursHasRun);
    }

    void aSenderThatIsDeletedIsWaitedForThere()
    {
        QStringList log;
        auto sender = std::make_unique<QObject>();
        theirsWaits(sender.get(), &log);
        sender.reset();
        settle();
        QCOMPARE(log, QStringList()); // neither resumed nor destroyed: its frame is lost

        sender = std::make_unique<QObject>();
        Scope scope;
        scope.spawn(oursWaits(sender.get(), &log));
        sender.reset();
        QVERIFY(runUntil([&] { return log.size() == 2; }));
        QCOMPARE(log, (QStringList{u"told of the end"_s, u"destroyed"_s}));
    }

    void aListenerWhoseLoopAwaitsLosesItemsThere()
    {
        QStringList all;
        for (int i = 0; i < 10; ++i)
            all.append(QString::number(i));
        QProcess listener;
        listener.start(QStringLiteral(LISTENER), QStringList());
        QVERIFY(listener.waitForFinished());
        const QStringList theirs = QString::fromUtf8(listener.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
        const bool crashed = listener.exitStatus() == QProcess::CrashExit || listener.exitCode() != 0;
        qInfo("QCoro: %lld of 10 items, %s", theirs.size(), crashed ? "and a crash" : "without a crash");
        QVERIFY(crashed || theirs != all);

        QObject sender;
        QStringList heard;
        Scope scope;
        scope.spawn(listen(&sender, &heard));
        for (const QString &name : all)
            sender.setObjectName(name);
        QVERIFY(runUntil([&] { return heard.size() == 10; }));
        QCOMPARE(heard, all);
    }
};

QTEST_GUILESS_MAIN(tst_BesideQCoro)
#include "tst_BesideQCoro.moc"
