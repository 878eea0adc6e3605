// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/CborPayload.h"
#include "sources/parse/payloads/JsonText.h"
#include "tests/parse/payloads/PayloadPeer.h"

#include <QTest>

using namespace livebelt;

namespace {

QByteArray json(const QByteArray &hex)
{
    return cborToJson(QByteArray::fromHex(hex)).value_or("nothing");
}

} // namespace

class tst_CborPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheExamplesOfTheStandard_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("text");
        // RFC 8949, appendix A, in its order
        const std::pair<const char *, const char *> rows[] = {
            {"00", "0"},
            {"01", "1"},
            {"0a", "10"},
            {"17", "23"},
            {"1818", "24"},
            {"1819", "25"},
            {"1864", "100"},
            {"1903e8", "1000"},
            {"1a000f4240", "1000000"},
            {"1b000000e8d4a51000", "1000000000000"},
            {"1bffffffffffffffff", "18446744073709551615"},
            {"c249010000000000000000", "18446744073709551616"},
            {"3bffffffffffffffff", "-18446744073709551616"},
            {"c349010000000000000000", "-18446744073709551617"},
            {"20", "-1"},
            {"29", "-10"},
            {"3863", "-100"},
            {"3903e7", "-1000"},
            {"f90000", "0"},
            {"f98000", "-0.0"},
            {"f93c00", "1"},
            {"fb3ff199999999999a", "1.1"},
            {"f93e00", "1.5"},
            {"f97bff", "65500"}, // 65504, in the fewest digits that give it back in 16 bits
            {"fa47c35000", "100000"},
            {"fa7f7fffff", "3.4028235e+38"},
            {"fb7e37e43c8800759c", "1e+300"},
            {"f90001", "6e-08"},      // 5.960464477539063e-8
            {"f90400", "0.00006104"}, // 0.00006103515625
            {"f9c400", "-4"},
            {"fbc010666666666666", "-4.1"},
            {"f97c00", "Infinity"},
            {"f97e00", "NaN"},
            {"f9fc00", "-Infinity"},
            {"fa7f800000", "Infinity"},
            {"fa7fc00000", "NaN"},
            {"faff800000", "-Infinity"},
            {"fb7ff0000000000000", "Infinity"},
            {"fb7ff8000000000000", "NaN"},
            {"fbfff0000000000000", "-Infinity"},
            {"f4", "false"},
            {"f5", "true"},
            {"f6", "null"},
            {"f7", "null"},
            {"f0", "\"simple(16)\""},
            {"f8ff", "\"simple(255)\""},
            {"c074323031332d30332d32315432303a30343a30305a", "\"2013-03-21T20:04:00Z\""},
            {"c11a514b67b0", "\"2013-03-21T20:04:00Z\""},
            {"c1fb41d452d9ec200000", "\"2013-03-21T20:04:00.5Z\""},
            {"d74401020304", "\"01020304\""},
            {"d818456449455446", "\"6449455446\""},
            {"d82076687474703a2f2f7777772e6578616d706c652e636f6d", "\"http://www.example.com\""},
            {"40", "\"\""},
            {"4401020304", "\"01020304\""},
            {"60", "\"\""},
            {"6161", "\"a\""},
            {"6449455446", "\"IETF\""},
            {"62225c", "\"\\\"\\\\\""},
            {"62c3bc", "\"\xc3\xbc\""},
            {"63e6b0b4", "\"\xe6\xb0\xb4\""},
            {"64f0908591", "\"\xf0\x90\x85\x91\""},
            {"80", "[]"},
            {"83010203", "[1,2,3]"},
            {"8301820203820405", "[1,[2,3],[4,5]]"},
            {"98190102030405060708090a0b0c0d0e0f101112131415161718181819",
             "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]"},
            {"a0", "{}"},
            {"a201020304", "{\"1\":2,\"3\":4}"},
            {"a26161016162820203", "{\"a\":1,\"b\":[2,3]}"},
            {"826161a161626163", "[\"a\",{\"b\":\"c\"}]"},
            {"a56161614161626142616361436164614461656145",
             "{\"a\":\"A\",\"b\":\"B\",\"c\":\"C\",\"d\":\"D\",\"e\":\"E\"}"},
            {"5f42010243030405ff", "\"0102030405\""},
            {"7f657374726561646d696e67ff", "\"streaming\""},
            {"9fff", "[]"},
            {"9f018202039f0405ffff", "[1,[2,3],[4,5]]"},
            {"9f01820203820405ff", "[1,[2,3],[4,5]]"},
            {"83018202039f0405ff", "[1,[2,3],[4,5]]"},
            {"83019f0203ff820405", "[1,[2,3],[4,5]]"},
            {"9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff",
             "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]"},
            {"bf61610161629f0203ffff", "{\"a\":1,\"b\":[2,3]}"},
            {"826161bf61626163ff", "[\"a\",{\"b\":\"c\"}]"},
            {"bf6346756ef563416d7421ff", "{\"Fun\":true,\"Amt\":-2}"},
        };
        for (const auto &[hex, text] : rows)
            QTest::newRow(hex) << QByteArray(hex) << QByteArray(text);
    }
    void readsTheExamplesOfTheStandard()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QByteArray, text);
        QCOMPARE(json(hex), text);
    }

    void readsWhatElseMeansSomething_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const char *hex, const char *text) {
            QTest::newRow(name) << QByteArray(hex) << QByteArray(text);
        };
        row("decimal fraction", "c48221196ab3", "273.15");
        row("decimal fraction below one", "c4822401", "0.00001");
        row("decimal fraction upwards", "c4820205", "500");
        row("decimal fraction of many digits", "c48221c249010000000000000000", "184467440737095516.16");
        row("decimal fraction far away", "c4821903e801", "1e1000");
        row("decimal fraction that is none", "c48101", "[1]");
        row("big float", "c5822003", "1.5");
        row("big float that no double holds", "c582201b0020000000000001", "[-1,9007199254740993]");
        row("big float too big", "c58219100003", "[4096,3]");
        row("before 1970", "c120", "\"1969-12-31T23:59:59Z\"");
        row("after the year 9999", "c11b7fffffffffffffff", "9223372036854775807");
        row("float that is a tenth", "fa3dcccccd", "0.1");
        row("half that is a tenth", "f92e66", "0.1");
        row("names that are no text", "a4f501f6026161036161f4", "{\"true\":1,\"null\":2,\"a\":3,\"a:2\":false}");
        row("a name that is bytes", "a142ff0001", "{\"ff00\":1}");
        row("a name that is an array", "a1820161620f", "{\"[1,\\\"b\\\"]\":15}");
        row("a name that is a map", "a1a10102f5", "{\"{\\\"1\\\":2}\":true}");
        row("a name that a suffix would make", "a361610163613a3202616103", "{\"a\":1,\"a:2\":2,\"a:3\":3}");
        row("self-described", "d9d9f783010203", "[1,2,3]");
        row("text that is no UTF-8", "62ff61", "\"\xef\xbf\xbd\x61\"");
        row("a big number with zeros before it", "c2420001", "1");
        row("minus one as a big number", "c340", "-1");
    }
    void readsWhatElseMeansSomething()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QByteArray, text);
        QCOMPARE(json(hex), text);
    }

    void refusesWhatIsNoCbor_data()
    {
        QTest::addColumn<QByteArray>("hex");
        // RFC 8949, appendix F: what is not well-formed
        for (const auto *hex : {"",
                                "18",
                                "19",
                                "1a",
                                "1b",
                                "1901",
                                "1a0102",
                                "1b01020304050607",
                                "38",
                                "58",
                                "78",
                                "98",
                                "9a01ff",
                                "b8",
                                "d8",
                                "f8",
                                "f900",
                                "fa0000",
                                "fb000000",
                                "41",
                                "61",
                                "5affffffff00",
                                "5bffffffffffffffff010203",
                                "7affffffff00",
                                "7b7fffffffffffffff010203",
                                "81",
                                "818181818181818181",
                                "8200",
                                "a1",
                                "a20102",
                                "a100",
                                "a2000000",
                                "c0",
                                "5f4100",
                                "7f6100",
                                "9f",
                                "9f0102",
                                "bf",
                                "bf01020102",
                                "819f",
                                "9f8000",
                                "9f9f9f9f9fffffffff",
                                "9f819f819f9fffffff",
                                "1c",
                                "1d",
                                "1e",
                                "3c",
                                "5c",
                                "7c",
                                "9c",
                                "bc",
                                "dc",
                                "fc",
                                "f800",
                                "f801",
                                "f818",
                                "f81f",
                                "5f00ff",
                                "5f21ff",
                                "5f6100ff",
                                "5fe0ff",
                                "7f4100ff",
                                "5f5f4100ffff",
                                "ff",
                                "81ff",
                                "8200ff",
                                "a1ff",
                                "a1ff00",
                                "a100ff",
                                "a20000ff",
                                "9f81ff",
                                "bf00ff",
                                "bf000000ff",
                                "1f",
                                "3f",
                                "df",
                                "9fc1ff",
                                "0000",
                                "8001",
                                "9bffffffffffffffff",
                                "bbffffffffffffffff"})
            QTest::newRow(hex) << QByteArray(hex);
    }
    void refusesWhatIsNoCbor()
    {
        QFETCH(QByteArray, hex);
        QCOMPARE(json(hex), "nothing");
    }

    void goesOnlySoDeep()
    {
        const auto deep = [](size_t levels) { return cborToJson(QByteArray(qsizetype(levels), '\x81') + '\0'); };
        QVERIFY(deep(JsonText::deepest));
        QVERIFY(!deep(JsonText::deepest + 1));
        QVERIFY(!deep(1'000'000));
    }

    void namesInNamesDoNotGrowWithoutEnd()
    {
        QByteArray payload;
        for (int level = 0; level < 100; ++level)
            payload += '\xa1'; // a map whose name is a map whose name ...
        payload += "\x61\"";
        payload += QByteArray(101, '\0');
        const auto text = cborToJson(payload);
        QVERIFY(!text || text->size() <= 64 * payload.size() + 1024);
    }

    void manyEqualNamesTakeNoLongerThanOthers()
    {
        QByteArray payload("\xbf");
        for (int i = 0; i < 100'000; ++i)
            payload += QByteArray("\x61\x61\x00", 3);
        const auto text = cborToJson(payload + '\xff');
        QVERIFY(text && text->endsWith("\"a:100000\":0}"));
    }

    void understandsPythonsCbor2() { QCOMPARE(test::differences("cbor", &cborToJson), ""); }
};

QTEST_GUILESS_MAIN(tst_CborPayload)
#include "tst_CborPayload.moc"
