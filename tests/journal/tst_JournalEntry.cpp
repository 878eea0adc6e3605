// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/journal/JournalAddress.h"
#include "sources/journal/JournalConnection.h"
#include "sources/journal/JournalEntry.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_JournalEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEntryBecomesARecord()
    {
        JournalEntries entries;
        const auto [record, cursor] = entries.parse(
            R"({"__CURSOR":"s=1;i=2","__REALTIME_TIMESTAMP":"1795369370711092","PRIORITY":"3","SYSLOG_IDENTIFIER":"sshd",)"
            R"("_PID":"12","_SYSTEMD_UNIT":"ssh.service","_COMM":"sshd","_HOSTNAME":"box","MESSAGE":"no such user"})",
            5);
        QCOMPARE(cursor, "s=1;i=2");
        QVERIFY(record.kind == RecordKind::Message);
        QCOMPARE(record.received, 5);
        QCOMPARE(record.time, 1795369370711092);
        QCOMPARE(record.subject, "sshd");
        QCOMPARE(record.text, "no such user");
        QCOMPARE(fieldValue(record.fields, "severity"), "err");
        QCOMPARE(fieldValue(record.fields, "unit"), "ssh.service");
        QCOMPARE(fieldValue(record.fields, "pid"), "12");
        QCOMPARE(fieldValue(record.fields, "host"), "box");
        QVERIFY(record.raw.isEmpty());
    }

    void bytesThatAreNoTextAreKept()
    {
        JournalEntries entries;
        const Record record = entries.parse(R"({"MESSAGE":[104,105,255,0],"_COMM":"odd"})", 1).record;
        QCOMPARE(record.raw, QByteArray("hi\xff\0", 4));
        QVERIFY(record.text.startsWith("hi") && isValidUtf8(record.text));
        QCOMPARE(record.subject, "odd");
        QCOMPARE(record.time, noTime);
    }

    void ofSeveralValuesTheFirstCounts()
    {
        JournalEntries entries;
        const auto text = [&entries](const QByteArray &line) { return entries.parse(line, 1).record.text; };
        QCOMPARE(text(R"({"MESSAGE":["one","two"]})"), "one");
        QCOMPARE(text(R"({"MESSAGE":[[111,110,101],"two"]})"), "one");
        QCOMPARE(text(R"({"MESSAGE":null})"), "");
        QCOMPARE(text(R"({"MESSAGE":[]})"), "");
        QCOMPARE(text(R"({"MESSAGE":[300]})"), "");
        QCOMPARE(text(R"({"MESSAGE":{"a":1}})"), "");
    }

    void whatIsNoEntryIsQuarantined_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("words") << QByteArray("-- No entries --");
        QTest::newRow("half") << QByteArray("{\"MESSAGE\":\"x");
        QTest::newRow("array") << QByteArray("[1,2]");
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("no UTF-8") << QByteArray("{\"MESSAGE\":\"\xff\"}");
    }
    void whatIsNoEntryIsQuarantined()
    {
        QFETCH(QByteArray, line);
        JournalEntries entries;
        const Record record = entries.parse(line, 1).record;
        QVERIFY(noticeType(record) == NoticeType::Quarantined);
        QCOMPARE(record.raw, line);
        QCOMPARE(entries.parse("{\"MESSAGE\":\"next\"}", 1).record.text, "next");
    }

    void severitiesHaveNames()
    {
        QCOMPARE(severityName("0"), "emerg");
        QCOMPARE(severityName("4"), "warning");
        QCOMPARE(severityName("7"), "debug");
        for (const char *other : {"", "8", "-1", "33", "x"})
            QVERIFY(severityName(other).isEmpty());
    }

    void theAddressBecomesArguments()
    {
        const auto read = [](const QString &text) { return JournalAddress::from(*FeedAddress::parse(text)); };
        const auto all =
            read(u"journal:?unit=a.service&unit=b&identifier=sudo&priority=error&since=-1h&directory=/j"_s);
        QVERIFY2(all, qPrintable(all.error()));
        const QStringList arguments = all->arguments({}, 0);
        for (const QString &part : {u"--follow"_s, u"--unit=a.service"_s, u"--unit=b"_s, u"--identifier=sudo"_s,
                                    u"--priority=err"_s, u"--since=-1h"_s, u"--directory=/j"_s})
            QVERIFY2(arguments.contains(part), qPrintable(part));
        QVERIFY(read(u"journal:"_s)->arguments({}, 0).contains(u"--lines=10"_s));
        QVERIFY(read(u"journal:?lines=0"_s)
                    ->arguments({}, 1'500'000)
                    .contains(u"--since=1970-01-01 00:00:01.500000 UTC"_s));
        const QStringList later = all->arguments("s=1;i=2", 0);
        QVERIFY(later.contains(u"--after-cursor=s=1;i=2"_s));
        QVERIFY(!later.contains(u"--since=-1h"_s));
        for (const QString &wrong :
             {u"journal:ssh"_s, u"journal:?priority=loud"_s, u"journal:?lines=x"_s, u"journal:?lines=-1"_s,
              u"journal:?directory=/a&file=/b"_s, u"journal:?unit=a%0ab"_s})
            QVERIFY2(!read(wrong), qPrintable(wrong));
    }

    void journalctlsWordsBecomeSentences()
    {
        using Kind = Ending::Kind;
        QVERIFY(journalProblem("Failed to open files: Permission denied\n").why.contains(u"systemd-journal"_s));
        QVERIFY(journalProblem("No journal files were found.\n").kind == Kind::Refused);
        QVERIFY(journalProblem("Failed to parse timestamp: banana\n").why.contains(u"since"_s));
        QVERIFY(journalProblem("Failed to seek to cursor: Invalid argument\n").kind == Kind::Lost);
        QVERIFY(journalProblem("x\nDisk on fire\n").why.contains(u"Disk on fire"_s));
        QVERIFY(!journalProblem("").why.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_JournalEntry)
#include "tst_JournalEntry.moc"
