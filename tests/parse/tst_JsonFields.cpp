// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/Reader.h"

#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

/// An item that is a flat JSON object is its own fields: nothing is written a second time.
class tst_JsonFields : public QObject
{
    Q_OBJECT

    static ParserOptions asJson()
    {
        ParserOptions options;
        options.format = u"json"_s;
        return options;
    }

    static Record read(Reader &reader, const QByteArray &item)
    {
        Records records;
        reader.read(item, 1, records);
        return records.empty() ? Record() : records.front();
    }

private Q_SLOTS:
    void aFlatObjectIsItsOwnFields_data()
    {
        QTest::addColumn<QByteArray>("item");
        for (const char *item : {"{\"a\":1}", "{ \"a\" : 1.50 , \"b\":null, \"c\":true,\"d\":\"\xc3\xa9\\n\\\"\\\\\" }",
                                 "{\"big\":12345678901234567890,\"e\":1E5}", "{\"msg\":\"words\",\"n\":1}"})
            QTest::newRow(item) << QByteArray(item);
    }

    void aFlatObjectIsItsOwnFields()
    {
        QFETCH(const QByteArray, item);
        Reader reader(asJson());
        const Record record = read(reader, item);
        QCOMPARE(record.fields, item);
        const QByteArray &arrived = record.raw.isEmpty() ? record.text : record.raw;
        QCOMPARE(static_cast<const void *>(record.fields.constData()), static_cast<const void *>(arrived.constData()));
    }

    void anotherOneHasItsFieldsWritten_data()
    {
        QTest::addColumn<QByteArray>("item");
        QTest::addColumn<QByteArray>("fields");
        QTest::newRow("empty") << QByteArray("{}") << QByteArray();
        QTest::newRow("empty, with blanks") << QByteArray("{ }") << QByteArray();
        QTest::newRow("nested") << QByteArray("{\"a\":{\"b\":1}}") << QByteArray("{\"a.b\":1}");
        QTest::newRow("list") << QByteArray("{\"a\":[1,2]}") << QByteArray("{\"a.0\":1,\"a.1\":2}");
        QTest::newRow("a name twice") << QByteArray("{\"a\":1,\"a\":2}") << QByteArray("{\"a\":1,\"a:2\":2}");
        QTest::newRow("a name twice, written differently")
            << QByteArray("{\"a\":1,\"\\u0061\":2}") << QByteArray("{\"a\":1,\"a:2\":2}");
        QTest::newRow("several lines") << QByteArray("{\n\"a\":1\n}") << QByteArray("{\"a\":1}");
        QTest::newRow("escaped in vain") << QByteArray("{\"a\":\"\\u0062\\/\"}") << QByteArray("{\"a\":\"b/\"}");
        QTest::newRow("a tab") << QByteArray("{\t\"a\":1}") << QByteArray("{\"a\":1}");
        QTest::newRow("delete") << QByteArray("{\"a\":\"\x7f\"}") << QByteArray("{\"a\":\"\\u007f\"}");
        QTest::newRow("blanks around") << QByteArray(" {\"a\":1} ") << QByteArray("{\"a\":1}");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{\"a\":1}") << QByteArray("{\"a\":1}");
        QTest::newRow("NaN") << QByteArray("{\"a\":NaN}") << QByteArray("{\"a\":\"NaN\"}");
        QTest::newRow("a last comma") << QByteArray("{\"a\":1,}") << QByteArray("{\"a\":1}");
        QTest::newRow("no UTF-8") << QByteArray("{\"a\":\"\xe9\"}") << QByteArray("{\"a\":\"\xef\xbf\xbd\"}");
        QTest::newRow("several objects") << QByteArray("{\"a\":1}{\"b\":2}") << QByteArray("{\"a\":1,\"b\":2}");
    }

    void anotherOneHasItsFieldsWritten()
    {
        QFETCH(const QByteArray, item);
        QFETCH(const QByteArray, fields);
        Reader reader(asJson());
        QCOMPARE(read(reader, item).fields, fields);
    }

    void eachItemIsLookedAt()
    {
        Reader reader(asJson());
        QCOMPARE(read(reader, "{\"a\":1,\"b\":2}").fields, QByteArray("{\"a\":1,\"b\":2}"));
        QCOMPARE(read(reader, "{\"a\":1,\"a\":NaN}").fields, QByteArray("{\"a\":1,\"a:2\":\"NaN\"}"));
        QCOMPARE(read(reader, "{\"a\":1,\"a\":2}").fields, QByteArray("{\"a\":1,\"a:2\":2}"));
        QCOMPARE(read(reader, "{\"a\":1,\"a\":3}").fields, QByteArray("{\"a\":1,\"a:2\":3}"));
        QCOMPARE(read(reader, "{\"a\":1}").fields, QByteArray("{\"a\":1}"));
        QCOMPARE(read(reader, "{\"a\":1,\"a\":3}").fields, QByteArray("{\"a\":1,\"a:2\":3}"));
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_JsonFields)
#include "tst_JsonFields.moc"
