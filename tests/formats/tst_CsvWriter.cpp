// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/CsvWriter.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryFile>
#include <QTest>
#include <optional>
#include <random>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Rows = QList<QByteArrayList>;

/// RFC 4180 section 2 to the letter: CRLF after every record, quotes around a whole field or none, "" within.
/// nullopt where the text breaks a rule.
std::optional<Rows> readCsv(const QByteArray &csv)
{
    Rows rows(1);
    rows[0].append(QByteArray());
    qsizetype i = 0;
    while (i < csv.size()) {
        QByteArray &field = rows.last().last();
        if (csv[i] == '"') {
            for (++i;; ++i) {
                if (i >= csv.size())
                    return std::nullopt;
                if (csv[i] != '"')
                    field += csv[i];
                else if (csv.mid(i, 2) == "\"\"")
                    field += csv[i++];
                else
                    break;
            }
            ++i;
        } else {
            for (; i < csv.size() && csv[i] != ',' && csv[i] != '\r'; ++i) {
                if (csv[i] == '"' || csv[i] == '\n')
                    return std::nullopt;
                field += csv[i];
            }
        }
        if (csv.mid(i, 2) == "\r\n") {
            rows.append(QByteArrayList{QByteArray()});
            i += 2;
        } else if (csv.mid(i, 1) == ",") {
            rows.last().append(QByteArray());
            ++i;
        } else {
            return std::nullopt;
        }
    }
    if (rows.takeLast() != QByteArrayList{QByteArray()})
        return std::nullopt; // the last line break is missing
    return rows;
}

bool startsWithSign(QByteArrayView text)
{
    static const QByteArrayList signs{"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    return std::any_of(signs.begin(), signs.end(), [&](const QByteArray &sign) { return text.startsWith(sign); });
}

/// As SpreadsheetText.h says: every text comes back.
QByteArray withoutApostrophes(const QByteArray &cell)
{
    QByteArray text, piece;
    const auto isEmpty = [](const QByteArray &some) { return some.count('\'') == some.size(); };
    const auto take = [&](QByteArrayView end) {
        qsizetype skipped = 0;
        while (skipped < piece.size() && QByteArrayView(" \"'").contains(piece[skipped]))
            ++skipped;
        const bool isBreak = text.isEmpty() && isEmpty(piece) && !end.isEmpty() && end != ";" && end != ",";
        if (piece.startsWith('\'') && (startsWithSign(QByteArrayView(piece).sliced(skipped)) || isBreak))
            piece.remove(0, 1);
        text += piece;
        text += end;
        piece.clear();
    };
    for (const char c : cell) {
        if (QByteArrayView(";,\t\r\n").contains(c))
            take(QByteArrayView(&c, 1));
        else
            piece += c;
    }
    take({});
    return text;
}

QByteArrayList rowOf(const QByteArray &feed, const Record &record)
{
    TextBuilder csv;
    CsvWriter().write(csv, feed, record);
    const auto rows = readCsv(csv.copy());
    return rows && rows->size() == 1 ? rows->first() : QByteArrayList();
}

} // namespace

class tst_CsvWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theReaderOfThisTestIsStrict()
    {
        QVERIFY(readCsv("a,b\r\n\"x,\"\"y\"\"\r\nz\",\r\n"));
        QVERIFY(!readCsv("a,b"));
        QVERIFY(!readCsv("a,b\n"));
        QVERIFY(!readCsv("a\"b\r\n"));
        QVERIFY(!readCsv("\"a\"b\r\n"));
        QVERIFY(!readCsv("\"a\r\n"));
    }

    void theHeaderNamesTheColumns()
    {
        TextBuilder csv;
        CsvWriter().begin(csv);
        QCOMPARE(
            csv.copy(),
            QByteArray("feed,seq,received,time,kind,level,subject,text,value,unit,fields,raw,ending,continues\r\n"));
    }

    void everyColumnHasItsPlace()
    {
        Record record;
        record.seq = 7;
        record.received = *fromRfc3339("2026-11-22T10:15:30.123456Z");
        record.time = *fromRfc3339("2026-11-22T10:15:29.5Z");
        record.kind = RecordKind::Measurement;
        record.subject = "lab/temp";
        record.text = "warm, \"very\"\r\nwarm";
        record.value = -21.5;
        record.unit = "Cel";
        FieldsBuilder fields;
        fields.add("room", "Küche");
        record.fields = fields.take();
        record.raw = QByteArray("\x00\xff", 2);
        TextBuilder csv;
        CsvWriter().write(csv, "sensors", record);
        QCOMPARE(csv.copy(),
                 QByteArray("sensors,7,2026-11-22T10:15:30.123456Z,2026-11-22T10:15:29.500000Z,measurement,,lab/temp,"
                            "\"warm, \"\"very\"\"\r\nwarm\",-21.5,Cel,\"{\"\"room\"\":\"\"Küche\"\"}\",AP8=,,\r\n"));
    }

    void whatIsAbsentIsEmpty()
    {
        QCOMPARE(rowOf("f", Record()),
                 QByteArrayList({"f", "", "", "", "message", "", "", "", "", "", "", "", "", ""}));
    }

    void noTextRunsAsAFormula_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](const QByteArray &text, const QByteArray &cell) {
            QTest::newRow(text.toPercentEncoding().constData()) << text << cell;
        };
        row("=1+1", "'=1+1");
        row("+A1", "'+A1");
        row("-1+1", "'-1+1");
        row("-", "'-");
        row("-inf", "'-inf");
        row("@SUM(A1)", "'@SUM(A1)");
        row(" =1", "' =1");
        row("\"=1", "'\"=1");
        row("\t=1", "'\t'=1");
        row("\tx", "'\tx");
        row("'\tx", "''\tx");
        row("\r=1", "'\r'=1");
        row("\n=1", "'\n'=1");
        row("＝1", "'＝1");
        row("a;=1", "a;'=1");
        row("a;\"=1", "a;'\"=1");
        row("a\t@x", "a\t'@x");
        row("a,+x", "a,'+x");
        row("a\n=1", "a\n'=1");
        row("a; ＝1", "a;' ＝1");
        row("=HYPERLINK(\"http://x\",\"y\")", "'=HYPERLINK(\"http://x\",\"y\")");
        row("'=1", "''=1");
        row("'-1", "''-1");
        row("'quoted'", "'quoted'");
        row("-1,5", "'-1,5");
        row("1;-2;+3", "1;'-2;'+3");
        row("a=1", "a=1");
        row("a;b,c\td", "a;b,c\td");
        row("", "");
        for (const char *number : {"-1", "+1", "-1.5", "-1e5", "+3.25E-7", "-.5", "-7."})
            row(number, number);
    }

    void noTextRunsAsAFormula()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        Record record;
        record.text = record.subject = record.unit = text;
        const QByteArrayList row = rowOf(text, record);
        QCOMPARE(row.size(), 14);
        for (const int column : {6, 7, 9}) {
            QCOMPARE(row.at(column), cell);
            QCOMPARE(withoutApostrophes(row.at(column)), text);
        }
    }

    void anyTextComesBack()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        static const QByteArrayList pieces{
            "\"", ",", "\r", "\n", "\r\n", "'", "=", "-", "x", " ", "é", QByteArray(1, '\0'), "＝"};
        const auto text = [&] {
            QByteArray made;
            for (auto n = random() % 8; n > 0; --n)
                made += pieces.at(qsizetype(random() % size_t(pieces.size())));
            return made;
        };
        TextBuilder csv;
        QList<std::pair<QByteArray, Record>> written;
        CsvWriter writer;
        writer.begin(csv);
        for (int i = 0; i < 5'000; ++i) {
            Record record;
            record.seq = quint64(i) + 1;
            record.subject = text();
            record.text = text();
            record.raw = text();
            written.append({text(), record});
            writer.write(csv, written.last().first, record);
        }
        const auto rows = readCsv(csv.copy());
        QVERIFY(rows);
        QCOMPARE(rows->size(), written.size() + 1);
        for (qsizetype i = 0; i < written.size(); ++i) {
            const QByteArrayList &row = rows->at(i + 1);
            QCOMPARE(row.size(), 14);
            QCOMPARE(withoutApostrophes(row.at(0)), written.at(i).first);
            QCOMPARE(row.at(1).toULongLong(), written.at(i).second.seq);
            QCOMPARE(withoutApostrophes(row.at(6)), written.at(i).second.subject);
            QCOMPARE(withoutApostrophes(row.at(7)), written.at(i).second.text);
            QCOMPARE(QByteArray::fromBase64(row.at(11)), written.at(i).second.raw);
        }
    }

    void fieldsStayTheSameJson_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("behind a semicolon") << QByteArray("{\"a\":\"x;=1\"}") << QByteArray("{\"a\":\"x;\\u003d1\"}");
        QTest::newRow("a quote") << QByteArray("{\"a\":\"x,\\\"=1\"}") << QByteArray("{\"a\":\"x,\\\"\\u003d1\"}");
        QTest::newRow("a name") << QByteArray("{\"a\":1,\"@b\":-2}") << QByteArray("{\"a\":1,\"\\u0040b\":-2}");
        QTest::newRow("wide") << QByteArray("{\"a\":\"; ＋1\"}") << QByteArray("{\"a\":\"; \\uff0b1\"}");
        QTest::newRow("harmless") << QByteArray("{\"a\":\"=1\",\"b\":\"x=1;y\",\"c\":[-1,-2]}")
                                  << QByteArray("{\"a\":\"=1\",\"b\":\"x=1;y\",\"c\":[-1,-2]}");
        QTest::newRow("no object") << QByteArray("=1") << QByteArray("'=1");
    }
    void fieldsStayTheSameJson()
    {
        QFETCH(const QByteArray, fields);
        QFETCH(const QByteArray, cell);
        Record record;
        record.fields = fields;
        QCOMPARE(rowOf("f", record).value(10), cell);
        QCOMPARE(QJsonDocument::fromJson(cell), QJsonDocument::fromJson(fields));
    }

    void plainCellsAreAsTheyCame()
    {
        Record record;
        record.text = "=1;=2";
        record.fields = "{\"a\":\"x;=1\"}";
        TextBuilder csv;
        CsvWriter(CsvCells::Plain).write(csv, "@f", record);
        QCOMPARE(csv.copy(), QByteArray("@f,,,,message,,,=1;=2,,,\"{\"\"a\"\":\"\"x;=1\"\"}\",,,\r\n"));
    }

    /// By a reader that we did not write, which splits as spreadsheets do where they are told, or guess.
    void noSeparatorMakesAFormula()
    {
        static const QByteArrayList pieces{"\"", ",", ";", "\t", "\r", "\n", "'",  "=",
                                           "-",  "+", "@", "x",  " ",  "1",  "＝", "."};
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const auto text = [&] {
            QByteArray made;
            for (auto n = random() % 10; n > 0; --n)
                made += pieces.at(qsizetype(random() % size_t(pieces.size())));
            return made;
        };
        TextBuilder csv;
        CsvWriter writer;
        writer.begin(csv);
        for (int i = 0; i < 5'000; ++i) {
            Record record;
            record.subject = text();
            record.text = text();
            FieldsBuilder fields;
            fields.add("a", text());
            record.fields = fields.take();
            record.raw = text();
            writer.write(csv, text(), record);
        }
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(csv.copy());
        file.flush();
        QProcess python;
        python.start(u"python3"_s, {QStringLiteral(FORMATS_DIRECTORY) + u"/separators.py"_s, file.fileName()});
        QVERIFY(python.waitForFinished(60'000));
        QCOMPARE(python.readAllStandardError(), QByteArray());
        QCOMPARE(python.exitCode(), 0);
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_CsvWriter)
#include "tst_CsvWriter.moc"
