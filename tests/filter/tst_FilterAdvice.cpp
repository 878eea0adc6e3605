// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterAdvice.h"
#include "model/records/Fields.h"

#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_FilterAdvice : public QObject
{
    Q_OBJECT

private:
    static FilterCatalog catalog()
    {
        FilterCatalog seen;
        for (int i = 0; i < 10; ++i) {
            Record record;
            record.subject = i < 7 ? "alice" : "Bob Builder";
            record.level = i < 2 ? Level::Error : Level::Info;
            FieldsBuilder fields;
            fields.add("room", i < 4 ? "kitchen" : "living room");
            fields.add("latency_ms", qint64(i));
            if (i == 0) {
                fields.add("user.name", "x");
                fields.add("two words", "y");
                fields.add("text", "z");
                fields.add("id:2", "7");
            }
            record.fields = fields.take();
            seen.add(record);
        }
        seen.addFeed("#ops", 10);
        return seen;
    }

    /// at: where the cursor is, as a ‸ in the expression.
    static QString offered(QString expression, FilterCompletions *all = nullptr)
    {
        const qsizetype cursor = expression.indexOf(u'‸');
        expression.remove(cursor, 1);
        const FilterCompletions found = completionsAt(expression, cursor, catalog());
        QStringList texts;
        for (const FilterCompletion &offer : found.offers)
            texts += offer.count ? u"%1 %2"_s.arg(offer.text).arg(offer.count) : offer.text;
        if (all)
            *all = found;
        return texts.join(u", "_s);
    }

private Q_SLOTS:
    void namesAndValuesAreOffered_data()
    {
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *expression, const char *expected) {
            QTest::newRow(expression) << QString::fromUtf8(expected);
        };
        row("roo‸", "room: 10");
        row("a -roo‸", "room: 10");
        row("(a | ROO‸", "room: 10");
        row("lat‸", "latency_ms: 10");
        row("words‸", ".\"two words\": 1");
        row("id‸", ".\"id:2\": 1");
        row("tex‸", ".text: 1, text:");
        row("room:‸", "\"living room\" 6, kitchen 4");
        row("room:k‸", "kitchen 4");
        row("room:=k‸ a", "kitchen 4");
        row("room:\"liv‸", "\"living room\" 6");
        row("subject:‸", "alice 7, \"Bob Builder\" 3");
        row("from:bob‸", "\"Bob Builder\" 3");
        row("level:‸", "info 8, error 2");
        row("level>=e‸", "error 2");
        row("kind:m‸", "message 10");
        row("feed:‸", "\"#ops\" 10");
        row("has:roo‸", "room 10");
        row("is:err‸", "error 2");
        row("time:yes‸", "yesterday");
        row("/roo‸", "");
        row("\"roo‸", "");
        row("nosuch:‸", "");
        row("room:kitchen‸", "");
    }

    void namesAndValuesAreOffered()
    {
        QFETCH(QString, expected);
        QString got = offered(QString::fromUtf8(QTest::currentDataTag()));
        got.replace(u"\"#ops\""_s, u"#ops"_s);
        QCOMPARE(got, expected.replace(u"\"#ops\""_s, u"#ops"_s));
    }

    void whatIsOfferedTakesThePlaceOfTheWord()
    {
        FilterCompletions found;
        offered(u"a roo‸m:kitchen"_s, &found);
        QCOMPARE(found.from, 2);
        QCOMPARE(found.length, 4);
        offered(u"a -room:ki‸t b"_s, &found);
        QCOMPARE(found.from, 8);
        QCOMPARE(found.length, 3);
    }

    void everyOfferIsReadAsWhatItOffers()
    {
        const FilterCatalog seen = catalog();
        for (const FilterCompletion &name : completionsAt({}, 0, seen, 1000).offers) {
            if (name.count == 0)
                continue;
            for (const FilterCompletion &value : completionsAt(name.text, name.text.size(), seen).offers) {
                const FilterReading reading = Filter::read(name.text + value.text);
                QVERIFY2(!reading.error, qPrintable(name.text + value.text));
                QVERIFY(adviceOn(reading, seen).isEmpty());
            }
        }
    }

    void anUnknownNameIsSaidWithTheOneThatWasMeant()
    {
        const auto said = [](const QString &expression) {
            QStringList all;
            for (const FilterRemark &remark : adviceOn(Filter::read(expression), catalog()))
                all += u"%1+%2 %3"_s.arg(remark.at).arg(remark.length).arg(remark.sentence);
            return all.join(u'\n');
        };
        QCOMPARE(said(u"a romo:x"_s), u"2+4 No field is called “romo” here; did you mean “room”?"_s);
        QCOMPARE(said(u"-Room:x"_s), u"1+4 No field is called “Room” here; did you mean “room”?"_s);
        QCOMPARE(said(u"name:x"_s), u"0+4 No field is called “name” here; did you mean “user.name”?"_s);
        QCOMPARE(said(u"subjcet:x"_s), u"0+7 No field is called “subjcet” here; did you mean “subject”?"_s);
        QCOMPARE(said(u"localhost:5432"_s), u"0+9 No field is called “localhost” here"_s);
        QCOMPARE(said(u"room:kitchen subject:x latency_ms>5"_s), QString());
        QCOMPARE(said(u"latencyms > 5"_s), u"0+9 No field is called “latencyms” here; did you mean “latency_ms”?"_s);
        QVERIFY(adviceOn(Filter::read(u"romo:x"_s), FilterCatalog()).isEmpty());
    }

    void manyNamesAndValuesAreBounded()
    {
        FilterCatalog seen;
        for (int i = 0; i < 2000; ++i) {
            Record record;
            record.subject = QByteArray::number(i);
            FieldsBuilder fields;
            fields.add("f" + QByteArray::number(i), QByteArray::number(i));
            record.fields = fields.take();
            seen.add(record);
        }
        QCOMPARE(seen.fields().size(), FilterCatalog::mostNames);
        QCOMPARE(seen.subjects().values.size(), FilterCatalog::mostValues);
        QVERIFY(adviceOn(Filter::read(u"nosuch:x"_s), seen).isEmpty());
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_FilterAdvice)
#include "tst_FilterAdvice.moc"
