// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_Fields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsKeepTheirOrder()
    {
        FieldsBuilder builder;
        builder.add("zulu", "last letter first");
        builder.add("alpha", 0.1);
        builder.add("count", qint64(-7));
        builder.add("empty", QByteArrayView());
        const QByteArray fields = builder.take();
        QCOMPARE(fields, QByteArray("{\"zulu\":\"last letter first\",\"alpha\":0.1,\"count\":-7}"));
        using Pair = std::pair<QString, QString>;
        QCOMPARE(fieldList(fields), QList<Pair>({Pair(u"zulu"_s, u"last letter first"_s), Pair(u"alpha"_s, u"0.1"_s),
                                                 Pair(u"count"_s, u"-7"_s)}));
    }

    void nothingAddedIsNothing()
    {
        FieldsBuilder builder;
        QVERIFY(builder.take().isEmpty());
        builder.add("a", "1");
        QVERIFY(!builder.take().isEmpty());
        QVERIFY(builder.take().isEmpty());
        QVERIFY(fieldList({}).isEmpty());
        QVERIFY(fieldValue({}, "a").isEmpty());
    }

    void whatIsAddedOnTopHasItsOwnName()
    {
        FieldsBuilder base;
        base.add("id", "event");
        base.add("said \"x\"", "1");
        FieldsBuilder builder(base.take());
        builder.add("said \"x\"", "2");
        builder.add("event", qint64(3)); // a value of the base, and none of its names
        builder.add("i", qint64(4));
        builder.add("id", qint64(5));
        builder.add("event", qint64(6));
        QCOMPARE(builder.take(), QByteArray("{\"id\":\"event\",\"said \\\"x\\\"\":\"1\",\"said \\\"x\\\":2\":\"2\","
                                            "\"event\":3,\"i\":4,\"id:2\":5,\"event:2\":6}"));

        builder.begin(QByteArrayView(R"({"n":1,"e":"id","id":null})"));
        builder.add("e", qint64(2));
        builder.add("n", qint64(3));
        QCOMPARE(builder.take(), QByteArray(R"({"n":1,"e":"id","id":null,"e:2":2,"n:2":3})"));
    }

    void onTopOfNothingIsTheFirst()
    {
        for (const QByteArray &base : {QByteArray(), QByteArray("{}")}) {
            FieldsBuilder builder(base);
            builder.add("a", qint64(1));
            QCOMPARE(builder.take(), QByteArray("{\"a\":1}"));
        }
    }

    void aNumberThatIsNoneIsAText()
    {
        FieldsBuilder builder;
        builder.add("a", std::nan(""));
        builder.add("b", std::numeric_limits<double>::infinity());
        builder.add("c", -std::numeric_limits<double>::infinity());
        const QByteArray fields = builder.take();
        QVERIFY(QJsonDocument::fromJson(fields).isObject());
        QCOMPARE(fieldValue(fields, "a"), QByteArray("NaN"));
        QCOMPARE(fieldValue(fields, "b"), QByteArray("Infinity"));
        QCOMPARE(fieldValue(fields, "c"), QByteArray("-Infinity"));
    }

    void aValueIsFoundByItsExactName()
    {
        FieldsBuilder builder;
        builder.add("name\"with\\all\n", "one");
        builder.add("name", "two");
        const QByteArray fields = builder.take();
        QCOMPARE(fieldValue(fields, "name\"with\\all\n"), QByteArray("one"));
        QCOMPARE(fieldValue(fields, "name"), QByteArray("two"));
        QVERIFY(fieldValue(fields, "Name").isEmpty());
    }

    void textsAreEscaped()
    {
        QCOMPARE(jsonString("plain é 漢"), QByteArray("\"plain é 漢\""));
        QCOMPARE(jsonString("\"\\/\n\r\t"), QByteArray("\"\\\"\\\\/\\n\\r\\t\""));
        QCOMPARE(jsonString(QByteArray("\0\x1f\x7f", 3)), QByteArray("\"\\u0000\\u001f\\u007f\""));
        QCOMPARE(jsonString(""), QByteArray("\"\""));
        QCOMPARE(jsonString("a\xff"
                            "b"),
                 QByteArray("\"a\ufffd"
                            "b\""));
    }

    void everyTextComesBack()
    {
        QByteArray all;
        for (char32_t c = 0; c < 0x3000; ++c)
            all += QStringView(QChar::fromUcs4(c)).toUtf8();
        all += "🎉";
        FieldsBuilder builder;
        builder.add("all", all);
        const QByteArray fields = builder.take();
        QCOMPARE(fieldValue(fields, "all"), all);
        QCOMPARE(QJsonDocument::fromJson(fields).object().value(u"all"_s).toString().toUtf8(), all);
    }

    void numbersAreShortAndReadBackTheSame()
    {
        QCOMPARE(shortestNumber(0.1), QByteArray("0.1"));
        QCOMPARE(shortestNumber(21), QByteArray("21"));
        QCOMPARE(shortestNumber(-0.0), QByteArray("-0"));
        for (const double number : {1e308, 5e-324, 1.0 / 3, 123456789.123456789, -2.5, 9007199254740993.0})
            QCOMPARE(shortestNumber(number).toDouble(), number);
    }

    void whatIsNoUtf8IsReplaced_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("lone continuation") << QByteArray("a\x80z");
        QTest::newRow("cut short") << QByteArray("a\xe2\x82");
        QTest::newRow("overlong") << QByteArray("a\xc0\xafz");
        QTest::newRow("surrogate") << QByteArray("a\xed\xa0\x80z");
        QTest::newRow("too large") << QByteArray("a\xf4\x90\x80\x80z");
        QTest::newRow("ff") << QByteArray("a\xff");
    }

    void whatIsNoUtf8IsReplaced()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!isValidUtf8(bytes));
        const QByteArray valid = validUtf8(bytes);
        QVERIFY(isValidUtf8(valid));
        QVERIFY(valid.startsWith('a'));
        QVERIFY(valid.contains("\ufffd"));
    }

    void validUtf8IsShared()
    {
        const QByteArray text = QByteArray("é with a NUL ") + '\0';
        QVERIFY(isValidUtf8(text));
        QCOMPARE(validUtf8(text).constData(), text.constData());
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_Fields)
#include "tst_Fields.moc"
