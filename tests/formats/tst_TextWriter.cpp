// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ExportFormat.h"
#include "model/formats/RecordWriter.h"
#include "model/formats/TextWriter.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"

#include <QDateTime>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QByteArray harmless(QByteArrayView text)
{
    TextBuilder out;
    appendHarmless(out, text);
    return out.copy();
}

} // namespace

class tst_TextWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordIsOneLineInLocalTime()
    {
        TextWriter writer;
        TextBuilder out;
        QByteArray expected;
        const qint64 start = QDateTime(QDate(2026, 11, 22), QTime(12, 34, 56, 789)).toMSecsSinceEpoch() * 1000;
        for (const qint64 later : {qint64(0), qint64(1), qint64(7'300), qint64(86'400'000), qint64(0)}) {
            Record record;
            record.received = 5;
            record.time = start + later * 1000 + 999;
            record.subject = "alice";
            record.text = "hello";
            writer.write(out, "chat", record);
            const QDateTime local = QDateTime::fromMSecsSinceEpoch(start / 1000 + later);
            expected += local.toString(u"HH:mm:ss.zzz"_s).toUtf8() + " alice: hello\n";
        }
        QCOMPARE(out.copy(), expected);
        QVERIFY(out.view().startsWith("12:34:56.789 "));
    }

    void whatIsForAProgramIsAsItCame()
    {
        Record record;
        record.subject = "a\x07";
        record.text = "\x1b[31mred\xe2\x80\xae\nnext";
        TextBuilder out;
        TextWriter(true, TextShape::AsItCame).write(out, "feed\x01", record);
        QVERIFY(out.copy().endsWith("[feed\x01] a\x07: \x1b[31mred\xe2\x80\xae\nnext\n"));
    }

    void whatIsShownDependsOnWhatThereIs()
    {
        const auto shown = [](const Record &record) {
            TextBuilder out;
            TextWriter().write(out, "feed", record);
            return out.copy().mid(out.view().indexOf(' ') + 1);
        };
        Record record;
        record.text = "hello";
        QCOMPARE(shown(record), QByteArray("hello\n"));
        record = Record();
        record.kind = RecordKind::Measurement;
        record.subject = "cpu/0";
        record.value = 12.5;
        record.unit = "%";
        QCOMPARE(shown(record), QByteArray("cpu/0: 12.5 %\n"));
        record.text = "12.5";
        QCOMPARE(shown(record), QByteArray("cpu/0: 12.5\n"));
        record = Record();
        record.fields = "{\"a\":1}";
        QCOMPARE(shown(record), QByteArray("{\"a\":1}\n"));
        QCOMPARE(shown(makeNotice(NoticeType::Connected, "Connected to host")),
                 QByteArray("-- connected: Connected to host\n"));
    }

    void theFeedIsNamedWhereThereAreSeveral()
    {
        auto writer = makeRecordWriter(u"text"_s, {.withFeeds = true});
        QVERIFY(writer);
        Record record;
        record.text = "hello";
        TextBuilder out;
        (*writer)->write(out, "#qt\x1b", record);
        QCOMPARE(out.copy(), QByteArray("--:--:--.--- [#qt␛] hello\n"));
    }

    void nothingSteersTheTerminal()
    {
        QCOMPARE(harmless("plain\ttext é 漢 🎉"), QByteArray("plain\ttext é 漢 🎉"));
        QCOMPARE(harmless("a\x1b[31mred\r\n"), QByteArray("a␛[31mred␍␊"));
        QCOMPARE(harmless(QByteArray("\0\x7f\x07", 3)), QByteArray("␀␡␇"));
        QCOMPARE(harmless("\u009b31m"), QByteArray("\ufffd31m"));
        for (const char *turns :
             {"\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069"})
            QCOMPARE(harmless(turns), QByteArray("\ufffd"));
        for (const char *stays : {"\u200d", "\u202f", "\u2065", "\u206a", "\u00a0", "\u00bf"})
            QCOMPARE(harmless(stays), QByteArray(stays));
    }

    void nothingSteersItWhereverItStands()
    {
        for (qsizetype size = 1; size < 50; ++size) {
            const QByteArray text(size, 'x');
            QCOMPARE(harmless(text), text);
            for (qsizetype at = 0; at < size; ++at) {
                QByteArray bad = text, shown = text;
                QCOMPARE(harmless(bad.replace(at, 1, "\x1b")), shown.replace(at, 1, "␛"));
            }
        }
    }

    void everyFormatHasItsWriter()
    {
        for (const ExportFormat &format : exportFormats())
            QVERIFY2(makeRecordWriter(format.name) && makeExportWriter(format.name), format.name.data());
        const auto unknown = makeRecordWriter(u"xml"_s);
        QVERIFY(!unknown);
        QVERIFY(unknown.error().contains(u"xml") && unknown.error().contains(u"jsonl"));
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_TextWriter)
#include "tst_TextWriter.moc"
