// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/exec/ExecKind.h"
#include "tests/support/FeedRun.h"
#include <livebelt/async/LiveTasks.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <algorithm>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

/// The address of a command for /bin/sh.
QString shell(const QString &command, const QString &query = {})
{
    return u"exec:"_s + QString::fromLatin1(QUrl::toPercentEncoding(command)) + u"?shell=1"_s + query;
}

QByteArrayList texts(const FeedRun &run, const QByteArray &subject)
{
    QByteArrayList texts;
    for (const Record &record : run.data()) {
        if (record.subject == subject)
            texts << record.text;
    }
    return texts;
}

bool isAlive(const QByteArray &pid)
{
    QFile status(u"/proc/%1/stat"_s.arg(QString::fromLatin1(pid)));
    return status.open(QIODevice::ReadOnly) && !status.readAll().contains(") Z ");
}

} // namespace

class tst_ExecFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QTRY_VERIFY(async::liveTasks().empty()); }

    void givesTheLinesOfACommandAndItsStatus()
    {
        FeedRun run(execKind(), u"exec:printf 'one\\ntwo words\\nhalf'"_s);
        QVERIFY(run.waitForEnd());
        QCOMPARE(texts(run, {}), (QByteArrayList{"one", "two words", "half"}));
        QVERIFY(run.text(NoticeType::Connected).startsWith("Running printf"));
        QVERIFY(run.text(NoticeType::Ended).endsWith("ended with status 0"));
        QCOMPARE(fieldValue(run.records().back().fields, "status"), "0");
    }

    void aPromptIsShownBeforeItIsAnswered()
    {
        FeedRun run(execKind(), shell(u"printf 'login: '; read name; echo hello $name"_s));
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data()[0].text, "login: ");
        QVERIFY(run.send("alice") && run.waitForEnd());
        QCOMPARE(run.data().back().text, "hello alice");
        QVERIFY(run.data().back().continues);
    }

    void itsLastWordsAreGivenWhenItIsClosed()
    {
        FeedRun run(execKind(),
                    shell(u"trap 'printf dying; printf oh >&2; exit' TERM; echo up; while :; do sleep 0.05; done"_s));
        QVERIFY(run.waitForData(1));
        QVERIFY(run.close() < 1'000 && run.waitForEnd());
        QByteArray words, errors; // the shell may have some of its own
        for (const Record &record : run.data())
            (record.subject == "stderr" ? errors : words) += record.text + '|';
        QCOMPARE(words, "up|dying|");
        QVERIFY2(errors.endsWith("oh|"), errors.constData());
        FeedRun deaf(execKind(), shell(u"trap '' TERM; printf deaf; while :; do sleep 0.05; done"_s));
        QVERIFY(deaf.waitForData(1));
        QVERIFY(deaf.close() < 1'000 && deaf.waitForEnd(2'000));
    }

    void blankLinesAreLines()
    {
        FeedRun run(execKind(), u"exec:printf '\\n\\none\\n\\n'"_s);
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.data().size(), 4u);
    }

    void theErrorOutputStandsApartOrAmongTheOthersOrNowhere()
    {
        const QString command = u"echo out; echo err >&2"_s;
        FeedRun apart(execKind(), shell(command)), with(execKind(), shell(command, u"&stderr=with"_s)),
            none(execKind(), shell(command, u"&stderr=discard"_s));
        QVERIFY(apart.waitForEnd() && with.waitForEnd() && none.waitForEnd());
        QCOMPARE(texts(apart, {}), QByteArrayList{"out"});
        QCOMPARE(texts(apart, "stderr"), QByteArrayList{"err"});
        QCOMPARE(texts(with, {}), (QByteArrayList{"out", "err"}));
        QCOMPARE(texts(none, {}), QByteArrayList{"out"});
        QVERIFY(texts(none, "stderr").isEmpty());
    }

    void aFailureIsSaidWithItsStatusOrSignal()
    {
        FeedRun status(execKind(), shell(u"exit 3"_s)), signal(execKind(), shell(u"kill -9 $$"_s)),
            missing(execKind(), u"exec:/no/such/program"_s);
        QVERIFY(status.waitForEnd() && signal.waitForEnd() && missing.waitForEnd());
        QVERIFY(status.text(NoticeType::Failed).endsWith("status 3"));
        QCOMPARE(fieldValue(signal.records().back().fields, "signal"), "9");
        QVERIFY(missing.text(NoticeType::Failed).contains("/no/such/program"));
        QVERIFY(missing.text(NoticeType::Failed).endsWith("Check its name, or write its whole path."));
    }

    void isStartedAgainAsTheAddressSays()
    {
        const QTemporaryDir directory;
        const QString failsTwice = u"echo x >> runs; [ $(wc -l < runs) -gt 2 ]"_s;
        FeedRun run(execKind(), shell(failsTwice, u"&restart=failure&wait=0.1&cwd="_s + directory.path()));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.count(NoticeType::Disconnected), 2);
        QCOMPARE(run.count(NoticeType::Reconnected), 2);
        QCOMPARE(run.count(NoticeType::Ended), 1);
        FeedRun always(execKind(), u"exec:echo again?restart=always&wait=0.1"_s);
        QVERIFY(always.waitForData(3));
        QVERIFY(always.close() >= 0);
        QVERIFY(always.waitForEnd());
    }

    void aProgramThatIsMissingForAWhileIsStartedOnceItIsBack()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(u"program"_s);
        const auto install = [&path] {
            QFile file(path);
            return file.open(QFile::WriteOnly) && file.write("#!/bin/sh\necho hello\nrm \"$0\"\n") > 0 &&
                   file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        };
        QVERIFY(install());
        FeedRun run(execKind(), u"exec:"_s + path + u"?restart=always&wait=0.1"_s);
        QVERIFY(run.waitForData(1));
        QTRY_VERIFY_WITH_TIMEOUT(run.text(NoticeType::Disconnected).contains("Check its name"), 30'000);
        QVERIFY2(run.text(NoticeType::Disconnected).endsWith(". It is started again in 0.1 s"),
                 run.text(NoticeType::Disconnected).constData());
        QVERIFY(install());
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.count(NoticeType::Failed), 0);
        QVERIFY(run.close() >= 0);
    }

    void whatIsSentIsALineOfItsInput()
    {
        FeedRun run(execKind(), u"exec:sed -u s/^/got:/"_s);
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(run.send("hello"));
        QVERIFY(run.waitForData(2));
        QCOMPARE(texts(run, "stdin"), QByteArrayList{"hello"});
        QCOMPARE(texts(run, {}), QByteArrayList{"got:hello"});
        FeedRun deaf(execKind(), u"exec:cat?stdin=0"_s);
        QVERIFY(deaf.waitForEnd()); // it sees the end of its input
        QVERIFY(!deaf.send("x"));
    }

    void withTheFeedEndsAllThatTheProgramHasStarted()
    {
        // One child ignores the polite request, and the program itself is gone before the feed is.
        FeedRun run(execKind(),
                    shell(u"(trap '' TERM; while :; do sleep 1000; done) & echo $!; sleep 1000 & echo $!"_s));
        QVERIFY(run.waitForData(2));
        const QByteArrayList children =
            run.data()[0].text.isEmpty() ? QByteArrayList() : QByteArrayList{run.data()[0].text, run.data()[1].text};
        QVERIFY(isAlive(children[0]) && isAlive(children[1]));
        QVERIFY(run.close() >= 0);
        QVERIFY(run.waitForEnd());
        QTRY_VERIFY(!isAlive(children[0]) && !isAlive(children[1]));
    }

    void aDroppedFeedEndsItsProgram()
    {
        QByteArray child;
        {
            FeedRun run(execKind(), shell(u"echo $$; exec sleep 1000"_s));
            QVERIFY(run.waitForData(1));
            child = run.data().front().text;
        }
        QTRY_VERIFY(!isAlive(child));
    }

    void runsInItsFolderAndEnvironmentWithoutOurSecrets()
    {
        const QTemporaryDir directory;
        qputenv("LIVEBELT_PASSWORD", "secret");
        FeedRun run(execKind(),
                    shell(u"pwd; echo \"$A-$LIVEBELT_PASSWORD-\""_s, u"&env=A=1&cwd="_s + directory.path()));
        QVERIFY(run.waitForEnd());
        qunsetenv("LIVEBELT_PASSWORD");
        QCOMPARE(texts(run, {}), (QByteArrayList{directory.path().toUtf8(), "1--"}));
    }

    void itsLinesAreParsed()
    {
        FeedRun run(execKind(), u"exec:echo '{\"sensor\":\"t1\",\"value\":21.5}'?parse=json"_s);
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.data().size(), 1u);
        QCOMPARE(run.data()[0].value, 21.5);
    }
};

QTEST_GUILESS_MAIN(tst_ExecFeed)
#include "tst_ExecFeed.moc"
