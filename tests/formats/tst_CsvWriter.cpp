// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/CsvWriter.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

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

QByteArray withoutApostrophe(const QByteArray &cell)
{
    static const QByteArrayList signs{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
    QByteArray bare = cell;
    while (bare.startsWith('\''))
        bare.remove(0, 1);
    const bool formula =
        std::any_of(signs.begin(), signs.end(), [&](const QByteArray &sign) { return bare.startsWith(sign); });
    return formula && cell.startsWith('\'') ? cell.mid(1) : cell;
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
        QCOMPARE(csv.copy(), QByteArray("feed,seq,received,time,kind,subject,text,value,unit,fields,raw\r\n"));
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
                 QByteArray("sensors,7,2026-11-22T10:15:30.123456Z,2026-11-22T10:15:29.500000Z,measurement,lab/temp,"
                            "\"warm, \"\"very\"\"\r\nwarm\",-21.5,Cel,\"{\"\"room\"\":\"\"Küche\"\"}\",AP8=\r\n"));
    }

    void whatIsAbsentIsEmpty()
    {
        QCOMPARE(rowOf("f", Record()), QByteArrayList({"f", "", "", "", "message", "", "", "", "", "", ""}));
    }

    void noTextRunsAsAFormula_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](const QByteArray &text, const QByteArray &cell) {
            QTest::newRow(text.toPercentEncoding().constData()) << text << cell;
        };
        row("=1+1", "'=1+1");
        row("+1", "'+1");
        row("-1", "'-1");
        row("@SUM(A1)", "'@SUM(A1)");
        row("\t=1", "'\t=1");
        row("\r=1", "'\r=1");
        row("\n=1", "'\n=1");
        row("＝1", "'＝1");
        row("=HYPERLINK(\"http://x\",\"y\")", "'=HYPERLINK(\"http://x\",\"y\")");
        row("'=1", "''=1");
        row("'quoted'", "'quoted'");
        row("a=1", "a=1");
        row("", "");
    }

    void noTextRunsAsAFormula()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        Record record;
        record.text = record.subject = record.unit = text;
        const QByteArrayList row = rowOf(text, record);
        QCOMPARE(row.size(), 11);
        for (const int column : {0, 5, 6, 8}) {
            QCOMPARE(row.at(column), cell);
            QCOMPARE(withoutApostrophe(row.at(column)), text);
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
            QCOMPARE(row.size(), 11);
            QCOMPARE(withoutApostrophe(row.at(0)), written.at(i).first);
            QCOMPARE(row.at(1).toULongLong(), written.at(i).second.seq);
            QCOMPARE(withoutApostrophe(row.at(5)), written.at(i).second.subject);
            QCOMPARE(withoutApostrophe(row.at(6)), written.at(i).second.text);
            QCOMPARE(QByteArray::fromBase64(row.at(10)), written.at(i).second.raw);
        }
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_CsvWriter)
#include "tst_CsvWriter.moc"
