// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/system/SystemKind.h"
#include "tests/support/FeedRun.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Real processes of this computer.
class tst_Processes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesThisVeryProcess()
    {
        const QByteArray pid = QByteArray::number(QCoreApplication::applicationPid());
        FeedRun run(systemKind(), u"system:process?every=100ms&pid=%1"_s.arg(QString::fromLatin1(pid)));
        QVERIFY(run.waitForData(6));
        bool hasCpu = false, hasMemory = false;
        for (const Record &record : run.data()) {
            QVERIFY2(record.subject.startsWith("process/tst_Processes/" + pid + '/'), record.subject.constData());
            QCOMPARE(fieldValue(record.fields, "pid"), pid);
            hasCpu = hasCpu || record.subject.endsWith("/cpu");
            hasMemory = hasMemory || (record.subject.endsWith("/memory") && record.value > 1e6);
        }
        QVERIFY(hasCpu && hasMemory);
    }

    void seesProcessesStartAndEnd()
    {
        FeedRun run(systemKind(), u"system:process?every=100ms&name=livebelt-sleeps&pid=%1"_s.arg(
                                      QCoreApplication::applicationPid()));
        QVERIFY(run.waitForData(1)); // of this process: the first look has been taken
        QProcess shell;
        // The kernel's name of a process is that of the file it runs, unless it changes it.
        shell.start(u"/usr/bin/env"_s, {u"bash"_s, u"-c"_s, u"echo livebelt-sleeps > /proc/self/comm; read x"_s});
        QVERIFY(shell.waitForStarted());
        const QByteArray pid = QByteArray::number(shell.processId());
        const auto hasEvent = [&run](const QByteArray &text) {
            const Records data = run.data();
            return std::any_of(data.begin(), data.end(), [&text](const Record &record) {
                return record.kind == RecordKind::Event && record.text == text;
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent("livebelt-sleeps (" + pid + ") has started"), 30'000);
        shell.closeWriteChannel();
        QVERIFY(shell.waitForFinished());
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent("livebelt-sleeps (" + pid + ") has ended"), 30'000);
        QVERIFY(!run.hasEnded());
    }

    void endsWithTheProcessOfThatNumber()
    {
        QProcess cat;
        cat.start(u"cat"_s, QStringList());
        QVERIFY(cat.waitForStarted());
        FeedRun run(systemKind(), u"system:process?every=100ms&pid=%1"_s.arg(cat.processId()));
        QVERIFY(run.waitForData(2));
        cat.closeWriteChannel();
        QVERIFY(cat.waitForFinished());
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.count(NoticeType::Ended), 1);
        QVERIFY(run.data().back().text.endsWith("has ended"));
    }

    void aNumberThatNoProcessHasIsSaid()
    {
        FeedRun run(systemKind(), u"system:process?every=100ms&pid=999999999"_s);
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.count(NoticeType::Failed), 1);
        QVERIFY2(run.text(NoticeType::Failed).contains("no process"), run.text(NoticeType::Failed).constData());
    }

    void showsTheBusiestOnly()
    {
        FeedRun run(systemKind(), u"system:process?every=100ms&top=2"_s);
        QVERIFY(run.waitForData(12));
        qint64 beat = 0;
        QByteArrayList seen;
        for (const Record &record : run.data()) {
            if (record.received != beat)
                seen.clear();
            beat = record.received;
            const QByteArray pid = fieldValue(record.fields, "pid");
            if (!seen.contains(pid))
                seen.append(pid);
            QVERIFY(seen.size() <= 2);
        }
    }
};

QTEST_GUILESS_MAIN(tst_Processes)
#include "tst_Processes.moc"
