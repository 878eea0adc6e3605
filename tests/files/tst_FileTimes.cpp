// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Timestamp.h"
#include "tests/files/FileFolder.h"
#include <livebelt/async/LiveTasks.h>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What a line's time leaves out is completed by when its file was last written.
class tst_FileTimes : public QObject, private FileFolder
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        QVERIFY(m_directory->isValid());
    }
    void cleanup() { QTRY_VERIFY(async::liveTasks().empty()); }

    void aYearIsByTheFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("command");
        const QString write = u"printf 'first\\nDec 31 23:00:00 host app[1]: text\\n' > log; "_s;
        const QString age = u"touch -d 2020-03-08T00:00:00Z log"_s;
        QTest::newRow("read once") << u"log"_s << u"?follow=0&tz=UTC"_s << write + age;
        QTest::newRow("followed") << u"log"_s << u"?tz=UTC"_s << write + age;
        QTest::newRow("one of several") << u"lo[gx]"_s << u"?tz=UTC"_s << write + age;
        QTest::newRow("packed") << u"log.gz"_s << u"?tz=UTC"_s << write + age + u"; gzip log"_s;
        QTest::newRow("the end of a packed one")
            << u"log.gz"_s << u"?from=last:1&tz=UTC"_s << write + age + u"; gzip log"_s;
        QTest::newRow("a log format") << u"log"_s << u"?tz=UTC"_s
                                      << u"echo 'I1231 23:00:00.000000 1 a.cc:1] text' > log; "_s + age;
        QTest::newRow("JSON") << u"log"_s << u"?tz=UTC"_s
                              << u"echo '{\"time\":\"Dec 31 23:00:00\",\"msg\":\"text\"}' > log; "_s + age;
        QTest::newRow("a date, too") << u"log"_s << u"?parse=csv&columns=time,t&tz=UTC"_s
                                     << u"echo 23:00:00,1 > log; touch -d 2019-12-31T23:30:00Z log"_s;
    }
    void aYearIsByTheFile()
    {
        QFETCH(QString, name);
        QFETCH(QString, query);
        QFETCH(QString, command);
        shell(command);
        FeedRun run(fileKind(), address(name, query));
        const auto isRead = [&run] {
            const Records records = run.data();
            return !records.empty() && records.back().time != noTime;
        };
        QTRY_VERIFY(isRead());
        QCOMPARE(toRfc3339(run.data().back().time), "2019-12-31T23:00:00.000000Z");
        run.close();
        QVERIFY(run.waitForEnd());
    }

    void whatIsAddedNowIsOfNow()
    {
        shell(u"echo 'Dec 31 23:00:00 host app[1]: text' > log; touch -d 2020-03-08T00:00:00Z log"_s);
        FeedRun run(fileKind(), address(u"log"_s, u"?tz=UTC"_s));
        QVERIFY(run.waitForData(1));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        append(u"log"_s, QLocale::c().toString(now, u"MMM dd HH:mm:ss"_s).toUtf8() + " host app[1]: now\n");
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.data().back().time / 1'000'000, now.toSecsSinceEpoch());
    }
};

QTEST_GUILESS_MAIN(tst_FileTimes)
#include "tst_FileTimes.moc"
