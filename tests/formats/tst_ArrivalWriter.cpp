// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ArrivalWriter.h"
#include "model/records/Notice.h"

#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_ArrivalWriter : public QObject
{
    Q_OBJECT

private:
    static Record text(const QByteArray &text, const QByteArray &raw = {})
    {
        Record record;
        record.text = text;
        record.raw = raw;
        return record;
    }
    static Record ended(Record record, ItemEnd end, bool continues = false)
    {
        record.end = end;
        record.continues = continues;
        return record;
    }
    static QByteArray written(const Records &records)
    {
        ArrivalWriter writer;
        TextBuilder out;
        writer.begin(out);
        for (const Record &record : records)
            writer.write(out, "feed", record);
        return out.copy();
    }

private Q_SLOTS:
    void whatArrivedIsWrittenAgain()
    {
        QCOMPARE(written({text("one"), text(""), text("shown", "as\xff it came\r")}), "one\n\nas\xff it came\r\n");
        QCOMPARE(written({ended(text("50%"), ItemEnd::CarriageReturn), text("100%")}), "50%\r100%\n");
        QCOMPARE(written({ended(text("a"), ItemEnd::CarriageReturnLineFeed)}), "a\r\n");
        QCOMPARE(written({ended(text("a", QByteArray("a\n\0", 3)), ItemEnd::InRaw)}), QByteArray("a\n\0", 3));
    }

    void aLineGoesOnWhereItWasShownInPart()
    {
        const Record prompt = ended(text("login: "), ItemEnd::None);
        QCOMPARE(written({prompt}), "login: ");
        QCOMPARE(written({prompt, ended(text("alice"), ItemEnd::LineFeed, true)}), "login: alice\n");
        QCOMPARE(written({prompt, text("another stream")}), "login: \nanother stream\n");
    }

    void noticesAreLeftOut()
    {
        QCOMPARE(written({makeNotice(NoticeType::Connected, "up"), text("x")}), "x\n");
        QCOMPARE(written({makeNotice(NoticeType::Quarantined, "odd", {}, "as it came")}), "as it came\n");
    }

    void aReadingIsWrittenWhereThereIsNoText()
    {
        Record record;
        record.kind = RecordKind::Measurement;
        record.value = 21.5;
        record.unit = "Cel";
        QCOMPARE(written({record}), "21.5 Cel\n");
        record = {};
        record.kind = RecordKind::Row;
        record.fields = R"({"a":1})";
        QCOMPARE(written({record}), "{\"a\":1}\n");
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_ArrivalWriter)
#include "tst_ArrivalWriter.moc"
