// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "ui/lists/LevelMark.h"
#include "ui/lists/RecordText.h"
#include "ui/lists/RowFields.h"
#include "ui/lists/SubjectColors.h"
#include "ui/lists/WrittenValue.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// What a row says of a record.
class tst_RowParts : public QObject
{
    Q_OBJECT

    static Record make(const QByteArray &text, const QByteArray &fields)
    {
        Record record;
        record.text = text;
        record.fields = fields;
        return record;
    }

    static QString named(RowFields &fields, const Record &record, qsizetype letters = 500)
    {
        QStringList parts;
        for (const RowField &field : fields.of(record, {}, letters))
            parts << field.name + u'=' + field.value;
        return parts.join(u' ');
    }
    static QString named(const Record &record)
    {
        RowFields fields;
        return named(fields, record);
    }

    static QString valueOf(const QByteArray &text, const QByteArray &fields, double value, const QByteArray &unit = {})
    {
        Record record = make(text, fields);
        record.value = value;
        record.unit = unit;
        return toString(writtenValue(record), record);
    }

private Q_SLOTS:
    void aFieldThatTheTextHasNotIsNamed()
    {
        Record record = make("disk full", R"({"level":"error","msg":"disk full","host":"web1","n":null,"a.b":2})");
        record.subject = "web1";
        record.level = Level::Error;
        QCOMPARE(named(record), u"n=null a.b=2"_s);
        record.level = Level::None; // then the word is nowhere else
        record.subject.clear();
        QCOMPARE(named(record), u"level=error host=web1 n=null a.b=2"_s);
    }

    void whatTheTextSaysIsNotSaidTwice()
    {
        QCOMPARE(named(make("temp:21.5 hum:40", R"({"temp":21.5,"hum":40})")), QString());
        QCOMPARE(named(make(R"({"temp":21.5,"ok":true,"s":"a b"})", R"({"temp":21.5,"ok":true,"s":"a b"})")),
                 QString());
        QCOMPARE(named(make("1.2,3.4", R"({"1":1.2,"2":3.4})")), QString());
        QCOMPARE(named(make("it took 5.", R"({"took":5})")), QString());
    }

    void aPartOfAnotherWordOrNumberIsNotTheValue()
    {
        QCOMPARE(named(make("took 4031 ms in room 21.5", R"({"a":40,"b":21,"c":5,"d":1.5})")),
                 u"a=40 b=21 c=5 d=1.5"_s);
        QCOMPARE(named(make("category", R"({"pet":"cat"})")), u"pet=cat"_s);
    }

    void digitsAndNullStayAsTheyAre()
    {
        QCOMPARE(named(make("x", R"({"id":9223372036854775807,"price":1013.250,"null":"null","none":null})")),
                 u"id=9223372036854775807 price=1013.250 null=null none=null"_s);
    }

    void howItWasDeliveredIsNotNamed() { QCOMPARE(named(make("open", R"({"qos":0,"retain":1})")), u"retain=1"_s); }

    void theTimeIsNamedWhereTheRowHasNone()
    {
        Record record = make("x", R"({"ts":"12:00"})");
        QCOMPARE(named(record), u"ts=12:00"_s);
        record.time = 1;
        QCOMPARE(named(record), QString());
    }

    void noMoreThanThereIsRoomFor()
    {
        FieldsBuilder many, huge;
        for (int i = 0; i < 1000; ++i)
            many.add("f" + QByteArray::number(i), "xxxxxxxx");
        huge.add("a", QByteArray(5000, 'x'));
        const Record record = make("t", many.take());
        RowFields fields;
        QCOMPARE(fields.of(record, {}, 50).size(), 4u);
        QVERIFY(fields.of(record, {}, 0).empty());
        QVERIFY(named(make("t", huge.take())).size() < 250);
    }

    void aChatHasItsChannelWhereThereAreSeveral()
    {
        RowFields fields;
        const Record qt = make("hi", "{\"channel\":\"#qt\",\"color\":\"#ff0000\",\"room-id\":\"12\"}");
        const Record kde = make("hi", "{\"channel\":\"#kde\"}");
        fields.note(qt);
        QCOMPARE(named(fields, qt), QString());
        fields.note(kde);
        QCOMPARE(named(fields, qt), u"=#qt"_s);
        QCOMPARE(named(fields, kde), u"=#kde"_s);
        Record reading = make("x", R"({"channel":"2","v":1})"); // of an instrument
        QCOMPARE(named(fields, reading), u"channel=2 v=1"_s);
        fields.setChat(true);
        QCOMPARE(named(fields, make("psst", R"({"to":"bob","msgid":"1"})")), QString());
    }

    void aValueIsWrittenAsItCame()
    {
        QCOMPARE(valueOf(R"({"p":1013.250})", R"({"p":1013.250})", 1013.25, "hPa"), u"1013.250 hPa"_s);
        QCOMPARE(valueOf("20.6 °C", R"({"t":"20.6 °C"})", 20.6, "Cel"), u"20.6 °C"_s);
        QCOMPARE(valueOf("24.4 GB", {}, 24351805440.0, "By"), u"24.4 GB"_s); // as its source wrote it
        QCOMPARE(valueOf("1234567", {}, 1234567, "By/s"), u"1234567 B/s"_s);
        QCOMPARE(valueOf("it is hot", {}, 1234567.125, "Cel"), u"1234567.125 °C"_s);
        QCOMPARE(valueOf("ticks", {}, 35, "1/s"), u"35/s"_s);
        QCOMPARE(valueOf("x", R"({"a":1,"b":2})", 9, {}), u"9"_s);
    }

    void aRowSaysItAll()
    {
        Record record = make("p is high", R"({"p":1013.250,"n":null})");
        record.subject = "roof";
        record.level = Level::Warn;
        record.value = 1013.25;
        record.unit = "hPa";
        QCOMPARE(spokenRow(record), u"warn, roof, 1013.250 hPa, p is high, n null"_s);
        QCOMPARE(plainRow(record), u"warn\troof\t1013.250 hPa\tp is high"_s);
    }

    void levelsAreReadableOnLightAndDark()
    {
        for (const auto appearance : {theme::Appearance::Light, theme::Appearance::Dark}) {
            theme::applyAppearance(appearance);
            const QPalette palette = QApplication::palette();
            for (const QColor &background : {palette.color(QPalette::Base), palette.color(QPalette::Window)}) {
                for (auto level = Level::Trace; level <= Level::Fatal; level = Level(int(level) + 1))
                    QVERIFY(contrastRatio(levelColor(level, palette, background), background) >= 4.5);
            }
        }
        QCOMPARE(levelWord(Level::Warn, false), u"warn"_s);
        QCOMPARE(levelWord(Level::Warn, true), u"W"_s);
        QVERIFY(hasLevelEdge(Level::Warn) && !hasLevelEdge(Level::Info));
    }
};

QTEST_MAIN(tst_RowParts)
#include "tst_RowParts.moc"
