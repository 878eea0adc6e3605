// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/journal/JournalAddress.h"
#include "sources/journal/JournalEntry.h"
#include "sources/journal/JournalTime.h"

#include <QTest>
#include <QTimeZone>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

JournalEntry entryOf(std::initializer_list<std::pair<QByteArrayView, QByteArrayView>> fields)
{
    JournalEntry entry;
    for (const auto &[name, value] : fields)
        entry.fields.push_back({name, value, value.size()});
    entry.realtime = 1795369370711092;
    return entry;
}

Record recordOf(const JournalEntry &entry, const QString &query = {})
{
    Records records;
    JournalRecords(*JournalAddress::from(*FeedAddress::parse(u"journal:"_s + query))).append(entry, 5, records);
    return records.back();
}

} // namespace

class tst_JournalEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEntryBecomesARecord()
    {
        const Record record = recordOf(entryOf({{"_HOSTNAME", "box"},
                                                {"PRIORITY", "3"},
                                                {"SYSLOG_IDENTIFIER", "sshd"},
                                                {"_PID", "12"},
                                                {"_SYSTEMD_UNIT", "ssh.service"},
                                                {"_COMM", "sshd"},
                                                {"MY_OWN", "x"},
                                                {"MESSAGE", "no such user"}}));
        QVERIFY(record.kind == RecordKind::Message);
        QCOMPARE(record.received, 5);
        QCOMPARE(record.time, 1795369370711092);
        QCOMPARE(record.subject, "sshd");
        QCOMPARE(record.text, "no such user");
        QCOMPARE(record.fields, R"({"severity":"err","unit":"ssh.service","pid":"12","command":"sshd","host":"box",)"
                                R"("MY_OWN":"x"})");
        QVERIFY(record.raw.isEmpty());
        QVERIFY(record.level == Level::Error);
    }

    void aMessageIsAsItIs_WhatALogFormatFindsIsAdded()
    {
        const QByteArray message = "2026-11-30 09:15:02,417 WARN [main] c.e.Shop - order 17 failed";
        const Record record = recordOf(entryOf({{"SYSLOG_IDENTIFIER", "shop"}, {"MESSAGE", message}}));
        QCOMPARE(record.text, message);
        QVERIFY(record.raw.isEmpty() && record.kind == RecordKind::Message);
        QCOMPARE(record.subject, "shop");
        QCOMPARE(record.time, 1795369370711092);
        QVERIFY(record.level == Level::Warn);
        QCOMPARE(fieldValue(record.fields, "thread"), "main");
        // The journal's own level goes before.
        QVERIFY(recordOf(entryOf({{"PRIORITY", "3"}, {"MESSAGE", message}})).level == Level::Error);
        for (const QByteArray plain : {"21.5", R"({"a":1})", "a=1", "hello"}) {
            const Record one = recordOf(entryOf({{"PRIORITY", "6"}, {"MESSAGE", plain}}));
            QCOMPARE(one.text, plain);
            QVERIFY(!one.hasValue() && one.level == Level::Info);
            QCOMPARE(one.fields, R"({"severity":"info"})");
        }
    }

    void aMessageIsReadAsTheAddressSays()
    {
        const QByteArray json = R"({"level":"error","msg":"no","n":12345678901234567890,"logger":"cart"})";
        const JournalEntry entry = entryOf({{"SYSLOG_IDENTIFIER", "shop"}, {"_PID", "12"}, {"MESSAGE", json}});
        const Record record = recordOf(entry, u"?parse=json&unit=shop.service"_s);
        QCOMPARE(record.text, "no");
        QCOMPARE(record.raw, json);
        QVERIFY(record.level == Level::Error);
        QCOMPARE(fieldValue(record.fields, "n"), "12345678901234567890");
        QCOMPARE(fieldValue(record.fields, "pid"), "12");
        const Record number = recordOf(entryOf({{"MESSAGE", "temp=21.5"}}), u"?parse=logfmt&value=temp"_s);
        QVERIFY(number.kind == RecordKind::Measurement && number.value == 21.5);
    }

    void bytesThatAreNoTextAreKept()
    {
        const Record record = recordOf(entryOf(
            {{"MESSAGE", QByteArrayView("hi\xff\0", 4)}, {"_COMM", "odd"}, {"BLOB", QByteArrayView("\xff", 1)}}));
        QCOMPARE(record.raw, QByteArray("hi\xff\0", 4));
        QVERIFY(record.text.startsWith("hi") && isValidUtf8(record.text));
        QCOMPARE(record.subject, "odd");
        QCOMPARE(fieldValue(record.fields, "BLOB:base64"), "/w==");
    }

    void theSecondOfANameIsKept()
    {
        const Record record = recordOf(entryOf({{"MESSAGE", "one"}, {"MESSAGE", "two"}, {"_PID", "1"}, {"_PID", "2"}}));
        QCOMPARE(record.text, "one");
        QCOMPARE(record.fields, R"({"pid":"1","MESSAGE:2":"two","pid:2":"2"})");
    }

    void whatIsTooLongIsSaid()
    {
        JournalEntry entry = entryOf({{"MESSAGE", "one"}, {"COREDUMP", "xx"}});
        entry.fields[1].length = 100;
        Records records;
        JournalRecords(JournalAddress()).append(entry, 5, records);
        QCOMPARE(records.size(), 2u);
        QVERIFY(noticeType(records[0]) == NoticeType::Truncated);
        QVERIFY(records[0].text.contains("COREDUMP"));
        QCOMPARE(fieldValue(records[1].fields, "COREDUMP"), "xx");
    }

    void anUnknownPriorityIsAField()
    {
        QCOMPARE(recordOf(entryOf({{"PRIORITY", "77"}})).fields, R"({"PRIORITY":"77"})");
    }

    void severitiesHaveNames()
    {
        QCOMPARE(severityName("0"), "emerg");
        QCOMPARE(severityName("4"), "warning");
        QCOMPARE(severityName("7"), "debug");
        for (const char *other : {"", "8", "-1", "33", "x"})
            QVERIFY(severityName(other).isEmpty());
    }

    void readsItsAddress()
    {
        const auto read = [](const QString &text) { return JournalAddress::from(*FeedAddress::parse(text)); };
        const auto all =
            read(u"journal:?unit=a.service&unit=b&identifier=sudo&priority=error&boot=-1&since=-1h&directory=/j"_s);
        QVERIFY2(all, qPrintable(all ? QString() : all.error()));
        QCOMPARE(all->units, (QStringList{u"a.service"_s, u"b"_s}));
        QCOMPARE(all->priorities(), (QList<int>{0, 1, 2, 3}));
        QCOMPARE(read(u"journal:?priority=crit..warning"_s)->priorities(), (QList<int>{2, 3, 4}));
        QVERIFY(read(u"journal:"_s)->priorities().isEmpty());
        QCOMPARE(unitName(u"ssh"_s), u"ssh.service"_s);
        QCOMPARE(unitName(u"ssh.socket"_s), u"ssh.socket"_s);
        QCOMPARE(unitName(u"ssh*"_s), u"ssh*"_s);
        for (const QString &wrong :
             {u"journal:ssh"_s, u"journal:?priority=loud"_s, u"journal:?lines=x"_s, u"journal:?lines=-1"_s,
              u"journal:?directory=/a&file=/b"_s, u"journal:?unit=a%0ab"_s, u"journal:?since=banana"_s,
              u"journal:?boot=first"_s, u"journal:?file=/b&namespace=x"_s})
            QVERIFY2(!read(wrong), qPrintable(wrong));
    }

    void readsTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDateTime>("time");
        const QDateTime now(QDate(2026, 11, 22), QTime(10, 15, 30));
        const auto row = [](const QString &text, const QDateTime &time) {
            QTest::newRow(qPrintable(text)) << text << time;
        };
        row(u"today"_s, QDate(2026, 11, 22).startOfDay());
        row(u"yesterday"_s, QDate(2026, 11, 21).startOfDay());
        row(u"-1h30min"_s, now.addSecs(-5'400));
        row(u"2 days ago"_s, now.addDays(-2));
        row(u"-90"_s, now.addSecs(-90));
        row(u"2026-11-20"_s, QDateTime(QDate(2026, 11, 20), QTime(0, 0)));
        row(u"2026-11-20 10:15"_s, QDateTime(QDate(2026, 11, 20), QTime(10, 15)));
        row(u"Fri 2026-11-20 10:15:01"_s, QDateTime(QDate(2026, 11, 20), QTime(10, 15, 1)));
        row(u"09:00"_s, QDateTime(QDate(2026, 11, 22), QTime(9, 0)));
        row(u"2026-11-20T10:15:00Z"_s, QDateTime(QDate(2026, 11, 20), QTime(10, 15), QTimeZone::utc()));
        row(u"2026-11-20 10:15:00 UTC"_s, QDateTime(QDate(2026, 11, 20), QTime(10, 15), QTimeZone::utc()));
        row(u"2026-11-20T10:15:00+02:00"_s, QDateTime(QDate(2026, 11, 20), QTime(8, 15), QTimeZone::utc()));
        row(u"@1795342530"_s, QDateTime::fromSecsSinceEpoch(1795342530));
    }
    void readsTimes()
    {
        QFETCH(QString, text);
        QFETCH(QDateTime, time);
        const auto read = journalTime(text, QDateTime(QDate(2026, 11, 22), QTime(10, 15, 30)));
        QVERIFY2(read, qPrintable(read ? QString() : read.error()));
        QCOMPARE(*read, time.toMSecsSinceEpoch() * 1'000);
    }

    void whatIsNoTimeIsSaid()
    {
        for (const auto &wrong : {u"banana"_s, u""_s, u"-1 banana"_s, u"2026-13-01"_s, u"25:00"_s, u"-"_s, u"ago"_s})
            QVERIFY2(!journalTime(wrong, QDateTime::currentDateTime()), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(tst_JournalEntry)
#include "tst_JournalEntry.moc"
