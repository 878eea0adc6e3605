// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/JsonText.h"
#include "sources/parse/payloads/MessagePackPayload.h"
#include "tests/parse/payloads/PayloadPeer.h"

#include <QTest>

using namespace livebelt;

namespace {

QByteArray json(const QByteArray &hex)
{
    return messagePackToJson(QByteArray::fromHex(hex)).value_or("nothing");
}

} // namespace

class tst_MessagePackPayload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryFormOfTheSpecification_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const char *hex, const char *text) {
            QTest::newRow(name) << QByteArray(hex) << QByteArray(text);
        };
        row("the map of msgpack.org", "82a7636f6d70616374c3a6736368656d6100", R"({"compact":true,"schema":0})");
        row("nil", "c0", "null");
        row("false", "c2", "false");
        row("true", "c3", "true");
        row("positive fixint", "7f", "127");
        row("negative fixint", "e0", "-32");
        row("minus one", "ff", "-1");
        row("uint 8", "ccff", "255");
        row("uint 16", "cdffff", "65535");
        row("uint 32", "ceffffffff", "4294967295");
        row("uint 64", "cfffffffffffffffff", "18446744073709551615");
        row("int 8", "d080", "-128");
        row("int 16", "d18000", "-32768");
        row("int 32", "d280000000", "-2147483648");
        row("int 64", "d38000000000000000", "-9223372036854775808");
        row("float 32", "ca3dcccccd", "0.1");
        row("float 32, whole", "ca4f000000", "2147483648");
        row("float 64", "cb3fb999999999999a", "0.1");
        row("float 64 of a float 32", "cb3fb99999a0000000", "0.10000000149011612");
        row("NaN", "ca7fc00000", "NaN");
        row("infinity", "cbfff0000000000000", "-Infinity");
        row("fixstr", "a161", R"("a")");
        row("str 8", "d90161", R"("a")");
        row("str 16", "da000161", R"("a")");
        row("str 32", "db0000000161", R"("a")");
        row("bin 8", "c40200ff", R"("00ff")");
        row("bin 16", "c5000200ff", R"("00ff")");
        row("bin 32", "c60000000200ff", R"("00ff")");
        row("empty bin", "c400", R"("")");
        row("fixarray", "920102", "[1,2]");
        row("array 16", "dc00020102", "[1,2]");
        row("array 32", "dd000000020102", "[1,2]");
        row("nested and empty", "9390809181a16190", R"([[],{},[{"a":[]}]])");
        row("fixmap", "81a16101", R"({"a":1})");
        row("map 16", "de0001a16101", R"({"a":1})");
        row("map 32", "df00000001a16101", R"({"a":1})");
        row("names that are no text", "8301a1610102c4010ac3", R"({"1":"a","1:2":2,"0a":true})");
        row("a name that is an array", "8192010203", R"({"[1,2]":3})");
        row("fixext 1", "d4050a", R"({"type":5,"data":"0a"})");
        row("fixext 2", "d505000a", R"({"type":5,"data":"000a"})");
        row("fixext 4", "d6810102030a", R"({"type":-127,"data":"0102030a"})");
        row("fixext 8", "d7050102030405060708", R"({"type":5,"data":"0102030405060708"})");
        row("fixext 16", "d80501020304050607080102030405060708",
            R"({"type":5,"data":"01020304050607080102030405060708"})");
        row("ext 8", "c703050a0b0c", R"({"type":5,"data":"0a0b0c"})");
        row("ext 16", "c80003050a0b0c", R"({"type":5,"data":"0a0b0c"})");
        row("ext 32", "c900000003050a0b0c", R"({"type":5,"data":"0a0b0c"})");
        row("timestamp 32", "d6ff5a4af6a5", R"("2018-01-02T03:04:05Z")");
        row("timestamp 64", "d7ffa1dcd7c85a4af6a5", R"("2018-01-02T03:04:05.678901234Z")");
        row("timestamp 64, milliseconds", "d7ff773594005a4af6a5", R"("2018-01-02T03:04:05.500Z")");
        row("timestamp 96", "c70cff3b9ac9ffffffffff7c55817f", R"("1899-12-31T23:59:59.999999999Z")");
        row("last timestamp", "c70cff3b9ac9ff0000003afff4417f", R"("9999-12-31T23:59:59.999999999Z")");
        row("timestamp after that", "c70cff000000000000003afff44180",
            R"({"type":-1,"data":"000000000000003afff44180"})");
        row("timestamp that is none", "d4ff00", R"({"type":-1,"data":"00"})");
    }
    void readsEveryFormOfTheSpecification()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QByteArray, text);
        QCOMPARE(json(hex), text);
    }

    void refusesWhatIsNoMessagePack_data()
    {
        QTest::addColumn<QByteArray>("hex");
        for (const auto *hex : {"",           "c1",         "91",
                                "81",         "81a161",     "cc",
                                "cd00",       "ce000000",   "cf00000000000000",
                                "ca0000",     "d9",         "d905",
                                "a2",         "a261",       "c402ff",
                                "dc",         "dcffff",     "ddffffffff",
                                "df80000000", "dfffffffff", "c9ffffffff01",
                                "d4",         "d401",       "c7",
                                "0000",       "9000",       "a1",
                                "92c1"})
            QTest::newRow(hex) << QByteArray(hex);
    }
    void refusesWhatIsNoMessagePack()
    {
        QFETCH(QByteArray, hex);
        QCOMPARE(json(hex), "nothing");
    }

    void goesOnlySoDeep()
    {
        const auto deep = [](size_t levels) { return messagePackToJson(QByteArray(qsizetype(levels), '\x91') + '\0'); };
        QVERIFY(deep(JsonText::deepest));
        QVERIFY(!deep(JsonText::deepest + 1));
        QVERIFY(!deep(1'000'000));
    }

    void understandsPythonsMsgpack() { QCOMPARE(test::differences("msgpack", &messagePackToJson), ""); }
};

QTEST_GUILESS_MAIN(tst_MessagePackPayload)
#include "tst_MessagePackPayload.moc"
