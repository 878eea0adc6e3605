// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/CsvColumns.h"
#include "model/formats/CsvWriter.h"
#include "model/records/FieldScanner.h"

#include <QProcess>
#include <QTemporaryFile>
#include <QTest>
#include <random>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

struct Cell
{
    QByteArray text;
    bool isQuoted = false;
};
using Row = std::vector<Cell>;

/// The rows of CSV that is right (tst_CsvWriter looks at that), with what stood in quotes.
std::vector<Row> rowsOf(const QByteArray &csv)
{
    std::vector<Row> rows(1);
    rows.back().emplace_back();
    for (qsizetype i = 0; i < csv.size(); ++i) {
        Cell &cell = rows.back().back();
        if (csv[i] == '"') {
            cell.isQuoted = true;
            while (csv[++i] != '"' || csv.mid(i, 2) == "\"\"") {
                if (csv[i] == '"')
                    ++i;
                cell.text += csv[i];
            }
        } else if (csv[i] == ',') {
            rows.back().emplace_back();
        } else if (csv[i] == '\r') {
            ++i;
            rows.emplace_back().emplace_back();
        } else {
            cell.text += csv[i];
        }
    }
    rows.pop_back();
    return rows;
}

QByteArray csvOf(const Records &records, CsvCells cells, const CsvColumns &columns)
{
    TextBuilder csv;
    CsvWriter writer(cells, columns);
    writer.begin(csv);
    for (const Record &record : records)
        writer.write(csv, "f", record);
    return csv.copy();
}

Record withFields(const QByteArray &fields)
{
    Record record;
    record.fields = fields;
    return record;
}

/// As CsvWriter.h says, from the cell back to the JSON of the field; empty: there is none.
QByteArray jsonOf(const Cell &cell)
{
    if (cell.text.isEmpty() && !cell.isQuoted)
        return {};
    if (cell.text.startsWith('{') || cell.text.startsWith('[') || cell.text.startsWith('"'))
        return cell.text;
    const bool isPlain = !cell.isQuoted && (isJsonNumber(cell.text) || cell.text == "null" || cell.text == "true" ||
                                            cell.text == "false");
    return isPlain ? cell.text : jsonString(cell.text);
}

QByteArrayList names(const CsvColumns &columns)
{
    QByteArrayList names;
    for (const CsvColumn &column : columns)
        names << column.name();
    return names;
}

} // namespace

class tst_CsvColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachFieldHasAColumn()
    {
        CsvFieldNames found;
        Record notice = withFields(R"({"count":3})");
        notice.kind = RecordKind::Notice;
        const Records records{withFields(R"({"temp":21.50,"time":"now"})"), notice,
                              withFields(R"({"hum":40,"temp":null,"field:x":1})")};
        for (const Record &record : records)
            found.add(record);
        const CsvColumns columns = csvColumnsWith(found.names());
        QCOMPARE(names(columns), QByteArray("feed seq received time kind level subject text value unit temp field:time "
                                            "hum field:field:x more raw ending continues")
                                     .split(' '));
        const auto rows = rowsOf(csvOf(records, CsvCells::Harmless, columns));
        QCOMPARE(rows.size(), 4u);
        QCOMPARE(rows[1][10].text, "21.50");
        QCOMPARE(rows[1][11].text, "now");
        QCOMPARE(rows[1][12].text, "");
        QCOMPARE(rows[2][14].text, R"({"count":3})");
        QCOMPARE(rows[3][10].text, "null");
        QCOMPARE(rows[3][13].text, "1");
    }

    void columnsAreChosenByTheirNames()
    {
        const auto columns = csvColumnsNamed({u"hum"_s, u"time"_s, u"field:time"_s, u"fields"_s});
        QVERIFY(columns);
        Record record = withFields(R"({"time":5,"hum":40})");
        record.time = 0;
        QCOMPARE(csvOf({record}, CsvCells::Harmless, *columns),
                 QByteArray("hum,time,field:time,fields\r\n"
                            "40,1970-01-01T00:00:00.000000Z,5,\"{\"\"time\"\":5,\"\"hum\"\":40}\"\r\n"));
        QVERIFY(csvColumnsNamed({u"a"_s, u"b"_s, u"a"_s}).error().contains(u"twice"));
        QVERIFY(csvColumnsNamed({u"hum"_s, u"field:hum"_s}).error().contains(u"twice"));
        QVERIFY(!csvColumnsNamed({u"a"_s, u""_s}));
        QVERIFY(!csvColumnsNamed({}));
    }

    void nullIsNotMissingAndATextIsNoNumber_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](const QByteArray &value, const QByteArray &cell) {
            QTest::newRow(value.isEmpty() ? "none" : value.constData())
                << (value.isEmpty() ? QByteArray("{\"b\":1}") : "{\"a\":" + value + '}') << cell;
        };
        row("", "");
        row("null", "null");
        row("\"\"", "\"\"");
        row("\"null\"", "\"null\"");
        row("true", "true");
        row("\"true\"", "\"true\"");
        row("12", "12");
        row("\"12\"", "\"12\"");
        row("\"007\"", "007");
        row("\"NaN\"", "NaN");
        row("12345678901234567890.10", "12345678901234567890.10");
        row("-1E+400", "-1E+400");
        row("\"-5\"", "\"-5\"");
        row("\"a,b\"", "\"a,b\"");
        row("[]", "[]");
        row("\"[]\"", R"("""[]""")");
        row(R"("\"=1")", R"("""\""\u003d1""")");
        row("[1,-2]", "\"[1,-2]\"");
        row("\"=1\"", "'=1");
        row("\"x\\u0000\"", QByteArray("x\0", 2));
    }
    void nullIsNotMissingAndATextIsNoNumber()
    {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, cell);
        QCOMPARE(csvOf({withFields(fields)}, CsvCells::Harmless, *csvColumnsNamed({u"a"_s})), "a\r\n" + cell + "\r\n");
    }

    /// Every field comes back, from its column or from "more".
    void anyFieldsComeBack()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        static const QByteArrayList texts{"",
                                          "null",
                                          "true",
                                          "1",
                                          "-1.50",
                                          "x",
                                          "a,b",
                                          "\"",
                                          "\r\n",
                                          "é",
                                          "\xf0\x9f\x98\x80",
                                          "{",
                                          "[]",
                                          "{}",
                                          "\\",
                                          QByteArray(1, '\0'),
                                          "1e5",
                                          "=",
                                          "NaN"};
        static const QByteArrayList values{"null",   "true", "false", "0",        "-1.50", "12345678901234567890",
                                           "1E+400", "[]",   "{}",    "[1,\"a\"]"};
        const auto any = [&](const QByteArrayList &of) { return of.at(qsizetype(random() % size_t(of.size()))); };
        Records records;
        for (int i = 0; i < 3'000; ++i) {
            FieldsBuilder fields;
            for (auto n = random() % 6; n > 0; --n) {
                const QByteArray name = any({"a", "b", "time", "field:a", "x,y", "\"", "more", "="});
                random() % 2 ? fields.addText(name, any(texts) + any(texts)) : fields.addJson(name, any(values));
            }
            records.push_back(withFields(fields.take()));
        }
        CsvFieldNames found;
        for (size_t i = 0; i < 3; ++i)
            found.add(records[i]);
        const CsvColumns columns = csvColumnsWith(found.names());
        const auto rows = rowsOf(csvOf(records, CsvCells::Plain, columns));
        QCOMPARE(rows.size(), records.size() + 1);
        for (size_t i = 0; i < records.size(); ++i) {
            QMap<QByteArray, QByteArray> expected, back;
            FieldScanner fields(records[i].fields);
            while (fields.next())
                expected[fields.name()] = fields.isString() ? jsonString(fields.value()) : fields.value();
            const Row &row = rows[i + 1];
            QCOMPARE(row.size(), columns.size());
            for (size_t at = 0; at < row.size(); ++at) {
                const CsvColumn column = CsvColumn::of(rows[0][at].text);
                if (column.part == CsvColumn::Part::Field && !jsonOf(row[at]).isEmpty())
                    back[column.field] = jsonOf(row[at]);
                if (column.part != CsvColumn::Part::More)
                    continue;
                FieldScanner more(row[at].text);
                while (more.next())
                    back[more.name()] = more.isString() ? jsonString(more.value()) : more.value();
            }
            QCOMPARE(back, expected);
        }
    }

    void aNameIsLookedForNoLongerThanItPays()
    {
        CsvFieldNames found;
        for (int i = 0; i < 3'000; ++i)
            found.add(withFields("{\"n" + QByteArray::number(i) + "\":1}"));
        QCOMPARE(found.names().size(), CsvFieldNames::mostNames);
    }

    /// By a reader that we did not write, which splits as spreadsheets do where they are told, or guess.
    void noSeparatorMakesAFormula()
    {
        static const QByteArrayList pieces{"\"", ",", ";", "\t", "\r", "\n", "'", "=", "-", "+", "@", "x", " ", "1"};
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const auto text = [&] {
            QByteArray made;
            for (auto n = random() % 10; n > 0; --n)
                made += pieces.at(qsizetype(random() % size_t(pieces.size())));
            return made;
        };
        QByteArrayList chosen;
        for (int i = 0; i < 50; ++i)
            chosen << text();
        chosen = QByteArrayList(QSet<QByteArray>(chosen.begin(), chosen.end()).values());
        Records records;
        for (int i = 0; i < 500; ++i) {
            FieldsBuilder fields;
            for (const QByteArray &name : std::as_const(chosen))
                fields.addText(name, text());
            fields.addText("rest", text());
            fields.addText(text() + "rest", text());
            records.push_back(withFields(fields.take()));
        }
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(csvOf(records, CsvCells::Harmless, csvColumnsWith(chosen)));
        file.flush();
        QProcess python;
        python.start(u"python3"_s, {QStringLiteral(FORMATS_DIRECTORY) + u"/separators.py"_s, file.fileName()});
        QVERIFY(python.waitForFinished(60'000));
        QCOMPARE(python.readAllStandardError(), QByteArray());
        QCOMPARE(python.exitCode(), 0);
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_CsvColumns)
#include "tst_CsvColumns.moc"
