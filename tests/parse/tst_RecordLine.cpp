// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/JsonLinesWriter.h"
#include "model/records/Fields.h"
#include "sources/parse/RecordLine.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

static constexpr char itsFields[] = R"({"n":9007199254740993,"t":"x","o":{"a":[1,{"b":"}"}]},"null":null})"; // moc

/// What JsonLinesWriter has written is read back.
class tst_RecordLine : public QObject
{
    Q_OBJECT

private:
    static QByteArray lineOf(const QByteArray &feed, const Record &record)
    {
        TextBuilder text;
        JsonLinesWriter().write(text, feed, record);
        return text.copy();
    }

private Q_SLOTS:
    void everyPartComesBack()
    {
        Record record;
        record.seq = 12345678901;
        record.received = 1795342530000001;
        record.time = 1795342529500000;
        record.value = 0.1;
        record.kind = RecordKind::Measurement;
        record.level = Level::Error;
        record.end = ItemEnd::None;
        record.continues = true;
        record.subject = "a \"subject\"";
        record.text = "line\nline\t\xe2\x82\xac \\u0041";
        record.unit = "Cel";
        record.fields = itsFields;
        record.raw = QByteArray("\x00\xff\x01", 3);
        const auto line = RecordLineReader().read(lineOf("feed \"one\"", record));
        QVERIFY(line);
        QCOMPARE(line->feed, QByteArray("feed \"one\""));
        QCOMPARE(lineOf(line->feed, line->record), lineOf("feed \"one\"", record));
        QCOMPARE(line->record.raw, record.raw);
        QCOMPARE(line->record.text, record.text);
        QCOMPARE(line->record.seq, record.seq);
    }

    void whatIsNoRecordIsNone_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("no JSON") << QByteArray("{\"feed\":\"a\",\"kind\":\"message\",\"text\":\"x}");
        QTest::newRow("no kind") << QByteArray("{\"feed\":\"a\",\"text\":\"x\"}");
        QTest::newRow("no feed") << QByteArray("{\"kind\":\"message\",\"text\":\"x\"}");
        QTest::newRow("unknown kind") << QByteArray("{\"feed\":\"a\",\"kind\":\"joke\"}");
        QTest::newRow("no time") << QByteArray("{\"feed\":\"a\",\"kind\":\"message\",\"time\":\"noon\"}");
        QTest::newRow("fields are a text") << QByteArray("{\"feed\":\"a\",\"kind\":\"message\",\"fields\":\"{\"}");
        QTest::newRow("fields are a list") << QByteArray("{\"feed\":\"a\",\"kind\":\"message\",\"fields\":[1]}");
    }
    void whatIsNoRecordIsNone()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!RecordLineReader().read(line));
    }

    void aNoticeOfAnotherCaptureIsAnEvent()
    {
        RecordLine line{"f", {}};
        line.record.kind = RecordKind::Notice;
        line.record.seq = 3;
        line.record.received = 5;
        const Record record = forwarded(line, "r1", 9);
        QCOMPARE(record.kind, RecordKind::Event);
        QCOMPARE(record.seq, 0);
        QCOMPARE(record.time, 5);
        QCOMPARE(record.received, 9);
        QCOMPARE(fieldValue(record.fields, "recorder"), QByteArray("r1"));
        QCOMPARE(fieldValue(record.fields, "feed"), QByteArray("f"));
        QCOMPARE(fieldValue(record.fields, "seq"), QByteArray("3"));
    }
};

QTEST_GUILESS_MAIN(tst_RecordLine)
#include "tst_RecordLine.moc"
