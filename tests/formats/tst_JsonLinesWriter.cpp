// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/JsonLinesWriter.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <random>
#include <simdjson.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QByteArray lineOf(QByteArrayView feed, const Record &record)
{
    TextBuilder out;
    JsonLinesWriter().write(out, feed, record);
    return out.copy();
}

QStringList keysInOrder(const QByteArray &line)
{
    QStringList keys;
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(line.constData(), size_t(line.size())).get(object) != simdjson::SUCCESS)
        return {};
    for (const auto &[key, value] : object)
        keys += QString::fromUtf8(key.data(), qsizetype(key.size()));
    return keys;
}

} // namespace

class tst_JsonLinesWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysHaveTheirOrder()
    {
        Record record;
        record.seq = 7;
        record.received = *fromRfc3339("2026-11-22T10:15:30.123456Z");
        record.time = *fromRfc3339("2026-11-22T10:15:29.5Z");
        record.kind = RecordKind::Measurement;
        record.subject = "lab/temp";
        record.text = "warm";
        record.value = 1e20;
        record.unit = "Cel";
        FieldsBuilder fields;
        fields.add("room", "Küche");
        fields.add("n", 0.1);
        record.fields = fields.take();
        record.raw = QByteArray("\x00\xff", 2);
        QCOMPARE(
            lineOf("sensors", record),
            QByteArray("{\"feed\":\"sensors\",\"seq\":7,\"received\":\"2026-11-22T10:15:30.123456Z\","
                       "\"time\":\"2026-11-22T10:15:29.500000Z\",\"kind\":\"measurement\",\"subject\":\"lab/temp\","
                       "\"text\":\"warm\",\"value\":1e+20,\"unit\":\"Cel\",\"fields\":{\"room\":\"Küche\",\"n\":0.1},"
                       "\"raw_base64\":\"AP8=\"}\n"));
        QCOMPARE(keysInOrder(lineOf("sensors", record)),
                 QStringList({u"feed"_s, u"seq"_s, u"received"_s, u"time"_s, u"kind"_s, u"subject"_s, u"text"_s,
                              u"value"_s, u"unit"_s, u"fields"_s, u"raw_base64"_s}));
    }

    void whatIsAbsentIsLeftOut()
    {
        QCOMPARE(lineOf("f", Record()), QByteArray("{\"feed\":\"f\",\"kind\":\"message\"}\n"));
    }

    void anInfiniteValueIsAText()
    {
        Record record;
        record.value = std::numeric_limits<double>::infinity();
        QVERIFY(lineOf("f", record).contains(",\"value\":\"inf\""));
    }

    void aRecordIsOneLine()
    {
        Record record;
        record.text = "a\nb\r\nc";
        record.fields = "{\n  \"a\": 1\r\n}";
        const QByteArray line = lineOf("f\n", record);
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(!line.contains('\r'));
        QCOMPARE(QJsonDocument::fromJson(line).object().value(u"fields"_s).toObject().value(u"a"_s).toInt(), 1);
    }

    void everyCharacterComesBack()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        simdjson::dom::parser parser;
        for (int i = 0; i < 3'000; ++i) {
            QString text;
            for (auto n = random() % 20; n > 0; --n) {
                const auto c = char32_t(random() % 3 ? random() % 0x100 : random() % 0x110000);
                if (c != 0xfeff && !QChar::isSurrogate(c))
                    text += QChar::fromUcs4(c);
            }
            Record record;
            record.text = text.toUtf8();
            FieldsBuilder fields;
            fields.add(text.toUtf8(), text.toUtf8());
            record.fields = fields.take();
            const QByteArray line = lineOf(text.toUtf8(), record);
            QJsonParseError error;
            const QJsonObject object = QJsonDocument::fromJson(line, &error).object();
            QVERIFY2(error.error == QJsonParseError::NoError, line.constData());
            QCOMPARE(object.value(u"feed"_s).toString(), text);
            QCOMPARE(object.value(u"text"_s).toString(), text);
            const QJsonObject inner = object.value(u"fields"_s).toObject();
            QCOMPARE(inner.size(), text.isEmpty() ? 0 : 1);
            for (auto field = inner.begin(); field != inner.end(); ++field) { // by key, Qt 6.4 misses some surrogates
                QCOMPARE(field.key(), text);
                QCOMPARE(field.value().toString(), text);
            }
            simdjson::dom::element element;
            QVERIFY2(parser.parse(line.constData(), size_t(line.size())).get(element) == simdjson::SUCCESS,
                     line.constData());
        }
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_JsonLinesWriter)
#include "tst_JsonLinesWriter.moc"
