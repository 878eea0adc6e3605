// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/sql/RowRecords.h"
#include "sources/sql/SqlError.h"
#include "sources/sql/SqlTime.h"

#include <QTest>

using namespace livebelt;

namespace {

SqlCell cell(const char *text, SqlType type = SqlType::Text)
{
    return {QByteArrayView(text), type, false};
}

const SqlColumns columns{{"id", SqlType::Number}, {"si\"te", SqlType::Text}, {"level", SqlType::Number}};

} // namespace

class tst_RowRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesEachCellAsItIs()
    {
        RowRecords records({}, "t");
        records.setColumns(columns);
        const Record record =
            records.record({cell("7", SqlType::Number), cell("a\n\x01"), cell("1.50", SqlType::Number)});
        QCOMPARE(record.fields, "{\"id\":7,\"si\\\"te\":\"a\\n\\u0001\",\"level\":1.50}");
        QCOMPARE(record.text, "id=7 si\"te=a\n\x01 level=1.50");
        QCOMPARE(record.subject, "t");
        QCOMPARE(record.value, 1.5);
        QVERIFY(record.kind == RecordKind::Row);
        const Record empty = records.record({{}, {}, {}});
        QCOMPARE(empty.fields, "{\"id\":null,\"si\\\"te\":null,\"level\":null}");
        QVERIFY(empty.text.isEmpty() && !empty.hasValue());
    }

    void whatIsNoJsonNumberIsAText_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<bool>("isBare");
        for (const char *number : {"0", "-1", "0.5", "1e+20", "-1.5E-3", "123456789012345678901234567890"})
            QTest::newRow(number) << QByteArray(number) << true;
        for (const char *number : {"NaN", "Infinity", "-Infinity", "007", "", "-", ".5", "5.", "0x10", "1 2"})
            QTest::newRow(number) << QByteArray(number) << false;
    }
    void whatIsNoJsonNumberIsAText()
    {
        QFETCH(const QByteArray, number);
        QFETCH(const bool, isBare);
        RowRecords records({}, {});
        records.setColumns({{"n", SqlType::Number}});
        const QByteArray quoted = isBare ? number : '"' + number + '"';
        QCOMPARE(records.record({cell(number.constData(), SqlType::Number)}).fields, "{\"n\":" + quoted + '}');
    }

    void isAlwaysUtf8()
    {
        RowRecords records({.subject = "a"}, {});
        records.setColumns({{"a", SqlType::Text}});
        const Record record = records.record({cell("x\xff")});
        QCOMPARE(record.text, "x\xef\xbf\xbd");
        QCOMPARE(record.subject, "x\xef\xbf\xbd");
        QCOMPARE(record.fields, "{\"a\":\"x\xef\xbf\xbd\"}");
    }

    void anyTextIsWholeInBothForms()
    {
        RowRecords records({}, {});
        records.setColumns({{"a", SqlType::Text}, {"b", SqlType::Text}});
        const QByteArray longText(5000, 'y');
        const Record record = records.record({cell("caf\xc3\xa9 \"\\\x7f"), cell(longText.constData())});
        QCOMPARE(record.text, "a=caf\xc3\xa9 \"\\\x7f b=" + longText);
        QCOMPARE(fieldValue(record.fields, "a"), "caf\xc3\xa9 \"\\\x7f");
        QCOMPARE(records.record({cell(""), cell("-")}).fields, "{\"a\":\"\",\"b\":\"-\"}");
        QCOMPARE(records.record({cell("x"), {}}).text, "a=x");
    }

    void cutsALongCellBetweenCharacters()
    {
        RowRecords records({}, {});
        records.setColumns({{"a", SqlType::Text}});
        const QByteArray text = 'x' + QByteArray("\xc3\xa4").repeated(RowRecords::longestCell / 2);
        const Record record = records.record({cell(text.constData())});
        QCOMPARE(record.text.size(), RowRecords::longestCell - 1);
        QVERIFY(records.cut() > 0);
        QVERIFY(records.record({cell("short")}).text == "short" && records.cut() == 0);
    }

    void theValueIsTheOnlyNumberThatIsNoKey()
    {
        const SqlRow row{cell("1", SqlType::Number), cell("2", SqlType::Number)};
        const auto value = [&row](const char *first, const char *second, RowNames names) {
            RowRecords records(std::move(names), {});
            records.setColumns({{first, SqlType::Number}, {second, SqlType::Number}});
            return records.record(row).value;
        };
        QCOMPARE(value("ID", "level", {}), 2.);
        QCOMPARE(value("level", "site_id", {}), 1.);
        QVERIFY(std::isnan(value("a", "b", {})));
        QCOMPARE(value("a", "b", {.value = "b"}), 2.);
        QCOMPARE(value("a", "b", {.key = "a"}), 2.);
        QCOMPARE(value("a", "b", {.subject = "b"}), 1.);
    }

    void saysWhichColumnsThereAre()
    {
        RowRecords records({.value = "lvl"}, {});
        QVERIFY_THROWS_EXCEPTION(SqlError, records.setColumns(columns));
    }

    void readsTimesAsDatabasesWriteThem_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("time");
        const QByteArray noon = "2026-11-22T12:00:00.000000Z";
        for (const char *text :
             {"2026-11-22 12:00:00", "2026-11-22T12:00:00Z", "2026-11-22 12:00", "2026-11-22 12:00:00+00",
              "2026-11-22 13:30:00.000+01:30", "2026-11-22 07:00:00-05", "1795348800", "1795348800000",
              "1795348800000000", "1795348800000000000", "1795348800.0"})
            QTest::newRow(text) << QByteArray(text) << noon;
        QTest::newRow("day") << QByteArray("2026-11-22") << QByteArray("2026-11-22T00:00:00.000000Z");
        for (const char *text : {"", "x", "2026-13-22 12:00:00", "12:00:00", "2026-11-22 12", "infinity", "1e300"})
            QTest::newRow(text) << QByteArray(text) << QByteArray();
    }
    void readsTimesAsDatabasesWriteThem()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, time);
        QCOMPARE(toRfc3339(fromSqlTime(text).value_or(noTime)), time);
    }
};

QTEST_GUILESS_MAIN(tst_RowRecords)
#include "tst_RowRecords.moc"
