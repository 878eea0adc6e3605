// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/FieldScanner.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_FieldScanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsOfEveryShapeAreRead()
    {
        const QByteArray json = " { \"a\" : \"x\" ,\"b\":-1.5e3,\"c\":true,\"d\":null,\"e\":[1,\"}\",{\"x\":\"]\"}] , "
                                "\"f\":{\"y\":{}},\"g\\u00e9\":\"\\ud83c\\udf89\\n\\/\\\"\",\"h\":\"\" } ";
        QVERIFY(QJsonDocument::fromJson(json).isObject());
        FieldScanner fields(json);
        const auto next = [&](const QByteArray &name, const QByteArray &value, bool isString) {
            QVERIFY2(fields.next(), name.constData());
            QCOMPARE(fields.name(), name);
            QCOMPARE(fields.value(), value);
            QCOMPARE(fields.isString(), isString);
            QVERIFY(!fields.isPlainValue() || fields.plainValue() == value);
        };
        next("a", "x", true);
        next("b", "-1.5e3", false);
        next("c", "true", false);
        next("d", "null", false);
        next("e", "[1,\"}\",{\"x\":\"]\"}]", false);
        next("f", "{\"y\":{}}", false);
        next("gé", "🎉\n/\"", true);
        QVERIFY(!fields.isPlainValue());
        next("h", "", true);
        QVERIFY(!fields.next());
        QVERIFY(!fields.next());
    }

    void anEmptyObjectHasNoFields()
    {
        for (const char *json : {"", "{}", " { } ", "null", "[]", "\"a\""})
            QVERIFY2(!FieldScanner(json).next(), json);
    }

    void aFieldIsFoundByItsName()
    {
        FieldScanner fields("{\"a\":1,\"b\\\"\":2,\"c\":3}");
        QVERIFY(fields.find("b\""));
        QCOMPARE(fields.value(), QByteArray("2"));
        QVERIFY(!fields.find("a")); // it only goes on
    }

    void anythingCutOffEndsWithoutHarm()
    {
        const QByteArray json = "{\"a\":\"x\\u00e9\\ud83c\\udf89\",\"b\":[1,{\"c\":\"\\\\\"}],\"d\":12}";
        for (qsizetype cut = 0; cut < json.size(); ++cut) {
            // Copies, so that a sanitizer sees every byte read behind the end.
            const QByteArray part(json.constData(), cut);
            FieldScanner fields(part);
            int found = 0;
            while (fields.next()) {
                ++found;
                QVERIFY(fields.name().size() == 1);
                QVERIFY(fields.value().size() <= json.size());
            }
            QVERIFY2(found < 3, part.constData());
        }
    }

    void brokenEscapesDoNoHarm()
    {
        for (const char *text :
             {"\\u", "\\u12", "\\uzzzz", "\\ud83c", "\\ud83c\\u", "\\ud83c\\u0041", "\\x", "\\udf89"}) {
            const QByteArray json = QByteArray("{\"a\":\"") + text + "\"}";
            FieldScanner fields(json);
            QVERIFY2(fields.next(), text);
            QVERIFY(QString::fromUtf8(fields.value()).toUtf8() == fields.value());
        }
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_FieldScanner)
#include "tst_FieldScanner.moc"
