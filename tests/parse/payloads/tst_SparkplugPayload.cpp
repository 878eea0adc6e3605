// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/SparkplugPayload.h"
#include "tests/parse/payloads/PayloadPeer.h"

#include <QTest>

using namespace livebelt;

namespace {

// Bytes of a message of Protocol Buffers, made by hand.
QByteArray varint(quint64 value)
{
    QByteArray bytes;
    for (; value >= 0x80; value >>= 7)
        bytes += char(value | 0x80);
    return bytes + char(value);
}

QByteArray number(int field, quint64 value)
{
    return varint(quint64(field) << 3) + varint(value);
}

QByteArray bytes(int field, const QByteArray &value)
{
    return varint(quint64(field) << 3 | 2) + varint(quint64(value.size())) + value;
}

QByteArray single(int field, float value)
{
    return varint(quint64(field) << 3 | 5) + QByteArray(reinterpret_cast<const char *>(&value), sizeof value);
}

QByteArray metric(const QByteArray &fields)
{
    return bytes(2, fields);
}

QByteArray json(const QByteArray &payload, const QByteArray &topic = {})
{
    SparkplugReader reader;
    return reader.toJson(topic, payload).value_or("nothing");
}

/// What a metric of that type has as its value.
QByteArray valueOf(SparkplugType type, const QByteArray &field)
{
    const QByteArray text = json(metric(bytes(1, "m") + number(4, quint64(type)) + field));
    const QByteArray begin = "{\"metrics\":{\"m\":";
    return text.startsWith(begin) ? text.sliced(begin.size(), text.indexOf("},\"about\"") - begin.size()) : text;
}

} // namespace

class tst_SparkplugPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysAllOfAMetric()
    {
        const QByteArray properties = bytes(1, "unit") + bytes(2, number(1, 12) + bytes(8, "bar"));
        const QByteArray payload =
            number(1, 1486144502122) +
            metric(bytes(1, "line/pressure") + number(2, 7) + number(3, 1486144502121) + number(4, 9) + number(5, 1) +
                   number(6, 1) + bytes(8, bytes(8, "at the pump") + number(3, 4)) + bytes(9, properties) +
                   single(12, 20.1F)) +
            metric(bytes(1, "off") + number(4, 3) + number(7, 1)) + number(3, 2) + bytes(4, "u-1") +
            bytes(5, QByteArray("\0\xff", 2));
        QCOMPARE(json(payload),
                 "{\"timestamp\":\"2017-02-03T17:55:02.122Z\",\"seq\":2,\"uuid\":\"u-1\","
                 "\"metrics\":{\"line/pressure\":20.1,\"off\":null},"
                 "\"about\":{\"line/pressure\":{\"alias\":7,\"datatype\":\"Float\",\"timestamp\":"
                 "\"2017-02-03T17:55:02.121Z\",\"is_historical\":true,\"is_transient\":true,"
                 "\"metadata\":{\"description\":\"at the pump\",\"size\":4},\"properties\":{\"unit\":\"bar\"}},"
                 "\"off\":{\"datatype\":\"Int32\",\"is_null\":true}},\"body\":\"00ff\"}");
    }

    void valuesAreOfTheirType_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, SparkplugType type, const QByteArray &field, const QByteArray &value) {
            QTest::newRow(name) << int(type) << field << value;
        };
        using T = SparkplugType;
        row("int 8 in 8 bits", T::Int8, number(10, 0xfe), "-2");
        row("int 8 in 32 bits", T::Int8, number(10, 0xfffffffe), "-2");
        row("int 8 in 64 bits", T::Int8, number(10, quint64(-2)), "-2");
        row("int 8 that is none", T::Int8, number(10, 300), "300");
        row("int 16", T::Int16, number(10, 0x8000), "-32768");
        row("int 32", T::Int32, number(10, 0xffffffff), "-1");
        row("int 64", T::Int64, number(11, quint64(-5)), "-5");
        row("uint 8", T::UInt8, number(10, 255), "255");
        row("uint 64", T::UInt64, number(11, ~0ULL), "18446744073709551615");
        row("no type", T::Unknown, number(11, ~0ULL), "18446744073709551615");
        row("boolean as a number", T::Boolean, number(10, 1), "true");
        row("boolean", T::Boolean, number(14, 0), "false");
        row("date", T::DateTime, number(11, 1486144502122), "\"2017-02-03T17:55:02.122Z\"");
        row("date far away", T::DateTime, number(11, ~0ULL), "18446744073709551615");
        row("text", T::Text, bytes(15, "a\"b"), "\"a\\\"b\"");
        row("text that is no UTF-8", T::String, bytes(15, "\xff"), "\"\xef\xbf\xbd\"");
        row("bytes", T::Bytes, bytes(16, QByteArray("\1\xff", 2)), "\"01ff\"");
        row("no value", T::Int32, {}, "null");
        row("the last one counts", T::Int32, number(10, 1) + number(10, 2), "2");
        // arrays as in section 6.4.16: little endian, one behind the other
        row("int 8 array", T::Int8Array, bytes(16, QByteArray("\xef\x7b", 2)), "[-17,123]");
        row("int 16 array", T::Int16Array, bytes(16, QByteArray("\xd0\x8a\xd0\x75", 4)), "[-30000,30160]");
        row("uint 32 array", T::UInt32Array, bytes(16, QByteArray("\x34\x00\x00\x00\xff\xff\xff\xff", 8)),
            "[52,4294967295]");
        row("int 64 array", T::Int64Array, bytes(16, QByteArray(8, '\xff')), "[-1]");
        row("float array", T::FloatArray, bytes(16, QByteArray("\xcd\xcc\xcc\x3d", 4)), "[0.1]");
        row("boolean array", T::BooleanArray, bytes(16, QByteArray("\x0c\x00\x00\x00\x34\xd0", 6)),
            "[false,false,true,true,false,true,false,false,true,true,false,true]");
        row("string array", T::StringArray, bytes(16, QByteArray("ABC\0hello\0", 10)), "[\"ABC\",\"hello\"]");
        row("date array", T::DateTimeArray, bytes(16, QByteArray("\xc7\xd0\x90\x60\x84\x01\x00\x00", 8)),
            "[\"2022-11-10T08:03:34.215Z\"]");
        row("an array that is not whole", T::Int16Array, bytes(16, "abc"), "\"616263\"");
        row("a boolean array of another size", T::BooleanArray, bytes(16, QByteArray("\xff\xff\xff\xff\1", 5)),
            "\"ffffffff01\"");
        row("extension", T::Unknown, bytes(19, "x"), "\"78\"");
        row("type on the wire that does not fit", T::Int32, bytes(10, "x"), "nothing");
    }
    void valuesAreOfTheirType()
    {
        QFETCH(int, type);
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        QCOMPARE(valueOf(SparkplugType(type), field), value);
    }

    void dataSetsAndTemplatesAreNested()
    {
        const QByteArray row = bytes(4, bytes(1, number(1, 0xfe)) + bytes(1, bytes(6, "on")) + bytes(1, {}));
        const QByteArray set = number(1, 3) + bytes(2, "x") + bytes(2, "y") + bytes(2, "z") +
                               bytes(3, QByteArray("\x01\x0c\x81\x01", 4)) + row;
        QCOMPARE(valueOf(SparkplugType::DataSet, bytes(17, set)),
                 "{\"columns\":[\"x\",\"y\",\"z\"],\"types\":[\"Int8\",\"String\",\"type 129\"],"
                 "\"rows\":[[-2,\"on\",null]]}");
        const QByteArray made = bytes(1, "1.0") + metric(bytes(1, "rpm") + number(4, 3) + number(10, 900)) +
                                bytes(3, bytes(1, "q") + number(2, 12) + bytes(8, "v")) + bytes(4, "motor") +
                                number(5, 0);
        QCOMPARE(
            json(metric(bytes(1, "m") + bytes(18, made))),
            "{\"metrics\":{\"m\":{\"version\":\"1.0\",\"template_ref\":\"motor\",\"is_definition\":false,"
            "\"parameters\":{\"q\":\"v\"},\"metrics\":{\"rpm\":900},\"about\":{\"rpm\":{\"datatype\":\"Int32\"}}}},"
            "\"about\":{\"m\":{}}}");
    }

    void aNameOfSeveralKeepsAll()
    {
        const auto value = [](quint64 v) { return metric(bytes(1, "t") + number(5, 1) + number(10, v)); };
        QCOMPARE(json(value(1) + value(2)),
                 "{\"metrics\":{\"t\":1,\"t:2\":2},\"about\":{\"t\":{\"is_historical\":true},\"t:2\":"
                 "{\"is_historical\":true}}}");
    }

    void anAliasHasTheNameThatItsBirthGaveIt()
    {
        SparkplugReader reader;
        const auto read = [&reader](const char *topic, const QByteArray &payload) {
            return reader.toJson(topic, payload).value_or("nothing");
        };
        const QByteArray data = metric(number(2, 5) + number(10, 0xff));
        QCOMPARE(read("spBv1.0/g/NDATA/n", data),
                 "{\"metrics\":{\"alias 5\":255},\"about\":{\"alias 5\":{\"alias\":5}}}");
        read("spBv1.0/g/NBIRTH/n", metric(bytes(1, "temp") + number(2, 5) + number(4, 1)));
        read("spBv1.0/g/DBIRTH/n/d",
             metric(bytes(1, "hum") + number(2, 6) + number(4, 5)) + metric(bytes(1, "plain") + number(4, 1)));
        const QByteArray temp = "{\"metrics\":{\"temp\":-1},\"about\":{\"temp\":{\"alias\":5,\"datatype\":\"Int8\"}}}";
        QCOMPARE(read("spBv1.0/g/NDATA/n", data), temp);
        QCOMPARE(read("spBv1.0/g/DDATA/n/d", metric(number(2, 6) + number(10, 0xff))),
                 "{\"metrics\":{\"hum\":255},\"about\":{\"hum\":{\"alias\":6,\"datatype\":\"UInt8\"}}}");
        QCOMPARE(read("spBv1.0/g/DDATA/n/d", metric(bytes(1, "plain") + number(10, 0xff))),
                 "{\"metrics\":{\"plain\":-1},\"about\":{\"plain\":{\"datatype\":\"Int8\"}}}");
        QVERIFY2(read("spBv1.0/other/NDATA/n", data).contains("alias 5"), "another group's node");
        read("spBv1.0/g/NBIRTH/n", metric(bytes(1, "new") + number(2, 9) + number(4, 1)));
        QVERIFY2(read("spBv1.0/g/NDATA/n", data).contains("alias 5"), "a birth ends what was before");
    }

    void aLongNameOfAShortAliasIsThere()
    {
        SparkplugReader reader;
        const QByteArray name(5000, 'n');
        reader.toJson("spBv1.0/g/NBIRTH/n", metric(bytes(1, name) + number(2, 1)));
        const auto text = reader.toJson("spBv1.0/g/NDATA/n", metric(number(2, 1)));
        QVERIFY(text && text->count(name) == 2);
        const QByteArray many = metric(number(2, 1)).repeated(1000);
        QVERIFY2(!reader.toJson("spBv1.0/g/NDATA/n", many), "but not so often that memory would run out");
    }

    void knowsItsTopics_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<bool>("is");
        for (const auto *topic :
             {"spBv1.0/g/NBIRTH/n", "spBv1.0/g/NDATA/n", "spBv1.0/g/NDEATH/n", "spBv1.0/g/NCMD/n",
              "spBv1.0/g/DBIRTH/n/d", "spBv1.0/g/DDATA/n/d", "spBv1.0/g/DDEATH/n/d", "spBv1.0/g/DCMD/n/d"})
            QTest::newRow(topic) << QByteArray(topic) << true;
        for (const auto *topic : {"", "spBv1.0", "spBv1.0/STATE/host", "spBv1.0/g/NDATA", "spBv1.0/g/NDATA/n/d",
                                  "spBv1.0/g/DDATA/n", "spBv1.0/g/NDATA/", "spBv1.0/g/data/n", "spAv1.0/g/NDATA/n",
                                  "spBv1.0/g/DDATA/n/d/e", "home/spBv1.0/g/NDATA/n"})
            QTest::newRow(topic) << QByteArray(topic) << false;
    }
    void knowsItsTopics()
    {
        QFETCH(QByteArray, topic);
        QFETCH(bool, is);
        QCOMPARE(isSparkplugTopic(topic), is);
    }

    void refusesWhatIsNoPayload_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray("hello, world");
        QTest::newRow("JSON") << QByteArray("{\"online\":true,\"timestamp\":1668114759262}");
        QTest::newRow("cut") << metric(bytes(1, "temp") + number(10, 300)).chopped(1);
        QTest::newRow("field 0") << number(0, 1);
        QTest::newRow("a group") << QByteArray("\x0b\x0c");
        QTest::newRow("number of eleven bytes") << QByteArray("\x08") + QByteArray(10, '\xff') + '\1';
        QTest::newRow("length beyond the end") << QByteArray("\x12\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
        QTest::newRow("a name that is a number") << metric(number(1, 5));
        QTest::newRow("names without values") << metric(bytes(1, "m") + bytes(9, bytes(1, "a")));
    }
    void refusesWhatIsNoPayload()
    {
        QFETCH(QByteArray, payload);
        QCOMPARE(json(payload), "nothing");
    }

    void goesOnlySoDeep()
    {
        QByteArray inner = bytes(1, "m") + number(10, 1), properties;
        for (int level = 0; level < 20; ++level)
            inner = bytes(1, "m") + bytes(18, metric(inner));
        QVERIFY(json(metric(inner)) != "nothing");
        for (int level = 0; level < 2000; ++level) {
            inner = bytes(1, "m") + bytes(18, metric(inner));
            properties = bytes(1, "p") + bytes(2, bytes(9, properties));
        }
        QCOMPARE(json(metric(inner)), "nothing");
        QCOMPARE(json(metric(bytes(1, "m") + bytes(9, properties))), "nothing");
    }

    void theTableOfNamesHasABound()
    {
        SparkplugNames names;
        const auto topic = *SparkplugTopic::of("spBv1.0/g/NBIRTH/n");
        for (quint64 alias = 0; alias < 200'000; ++alias)
            names.learn(topic, QByteArray::number(alias), alias, SparkplugType::Int8);
        QVERIFY(names.byAlias(topic, 1) && !names.byAlias(topic, 199'999));
        names.begin(topic);
        names.learn(topic, "again", 199'999, SparkplugType::Int8);
        QVERIFY(names.byAlias(topic, 199'999) && !names.byAlias(topic, 1));
    }

    void understandsGooglesProtobuf()
    {
        const auto read = [](QByteArrayView payload) { return SparkplugReader().toJson({}, payload); };
        QCOMPARE(test::differences("sparkplug", read), "");
    }
};

QTEST_GUILESS_MAIN(tst_SparkplugPayload)
#include "tst_SparkplugPayload.moc"
