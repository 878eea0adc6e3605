// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Quantity.h"
#include "sources/mqtt/MqttMessage.h"

#include <QTest>
#include <mosquitto.h>
#include <mqtt_protocol.h>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

ParserOptions ofPayloads()
{
    ParserOptions options;
    options.format = u"auto"_s;
    options.isMixed = true;
    return options;
}

Records read(const QByteArray &payload)
{
    MqttMessageReader reader(ofPayloads());
    QByteArray topic = "lab/sensor", bytes = payload;
    mosquitto_message message{};
    message.topic = topic.data();
    message.payload = bytes.data();
    message.payloadlen = int(bytes.size());
    message.qos = 1;
    message.retain = true;
    Records records;
    reader.append(message, nullptr, records);
    return records;
}

} // namespace

class tst_MqttMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextIsOneMessage()
    {
        const Records records = read("door open");
        QCOMPARE(records.size(), 1u);
        QVERIFY(records[0].kind == RecordKind::Message);
        QCOMPARE(records[0].subject, "lab/sensor");
        QCOMPARE(records[0].text, "door open");
        QCOMPARE(records[0].fields, R"({"qos":1,"retain":1})");
        QVERIFY(records[0].raw.isEmpty() && !records[0].hasValue() && records[0].received != noTime);
    }

    void findsPlainNumbers_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<double>("value");
        QTest::addColumn<QByteArray>("unit");
        QTest::newRow("plain") << QByteArray("21.5") << 21.5 << QByteArray();
        QTest::newRow("line end") << QByteArray(" 21.5\r\n") << 21.5 << QByteArray();
        QTest::newRow("plus") << QByteArray("+3") << 3.0 << QByteArray();
        QTest::newRow("exponent") << QByteArray("-3e2") << -300.0 << QByteArray();
        QTest::newRow("degrees") << QByteArray("21.5 °C") << 21.5 << QByteArray("Cel");
        QTest::newRow("percent") << QByteArray("40%") << 40.0 << QByteArray("%");
        QTest::newRow("kilowatt hours") << QByteArray("1234.5 kWh") << 1234.5 << QByteArray("kW.h");
    }
    void findsPlainNumbers()
    {
        QFETCH(QByteArray, payload);
        const Records records = read(payload);
        QCOMPARE(records.size(), 1u);
        QVERIFY(records[0].kind == RecordKind::Measurement);
        QTEST(records[0].value, "value");
        QTEST(records[0].unit, "unit");
        QCOMPARE(records[0].text, payload);
    }

    void leavesAloneWhatOnlyBeginsLikeANumber_data()
    {
        QTest::addColumn<QByteArray>("payload");
        for (const char *text : {"", " ", "12:30", "3f", "0x10", "1.2.3", "2 doors open", "inf", "nan", "1e999", "--1",
                                 "+-1", "-", "2026-11-22", "ON", "true", "{", "{\"a\":1", "{\"a\":1}x"})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("nul") << QByteArray("1\0", 2);
        QTest::newRow("deep") << QByteArray(R"({"a":)").repeated(100'000) + QByteArray("}").repeated(100'000);
    }
    void leavesAloneWhatOnlyBeginsLikeANumber()
    {
        QFETCH(QByteArray, payload);
        const Records records = read(payload);
        QCOMPARE(records.size(), 1u);
        QVERIFY(records[0].kind == RecordKind::Message);
        QCOMPARE(records[0].text, payload);
    }

    void theOnlyNumberOfAnObjectIsTheMessages()
    {
        const Records records = read(R"({"id":"t1","temperature":21.5,"unit":"°C","ok":true})");
        QCOMPARE(records.size(), 1u);
        QVERIFY(records[0].kind == RecordKind::Measurement);
        QCOMPARE(records[0].value, 21.5);
        QCOMPARE(records[0].unit, "Cel");
    }

    void severalNumbersAreFieldsOfOneMessage()
    {
        const QByteArray payload = R"({"temperature":21.50,"out":{"humidity":40,"list":[1,2]},"name":"x"})";
        const Records records = read(payload);
        QCOMPARE(records.size(), 1u);
        QVERIFY(records[0].kind == RecordKind::Message);
        QCOMPARE(records[0].text, payload);
        QCOMPARE(records[0].subject, "lab/sensor");
        QCOMPARE(records[0].fields,
                 R"({"temperature":21.50,"out.humidity":40,"out.list.0":1,"out.list.1":2,"name":"x",)"
                 R"("qos":1,"retain":1})");
    }

    void valueIsTheMessagesOwnNumber()
    {
        const Records records = read(R"({"seq":7,"value":-2,"unit":"mV"})");
        QCOMPARE(records.size(), 1u);
        QCOMPARE(records[0].value, -2.0);
        QCOMPARE(records[0].unit, "mV");
    }

    void thePayloadsOwnFieldsKeepTheirNames()
    {
        const Records records = read(R"({"qos":"mine","a":1})");
        QCOMPARE(records[0].fields, R"({"qos":"mine","a":1,"qos:2":1,"retain":1})");
    }

    void bytesThatAreNoTextAreKeptAsTheyCame()
    {
        QByteArray bytes;
        for (int i = 0; i < 100'000; ++i)
            bytes += char(i * 7);
        const Records records = read(bytes);
        QCOMPARE(records.size(), 1u);
        QCOMPARE(records[0].raw, bytes);
        QVERIFY(isValidUtf8(records[0].text));
        QVERIFY(records[0].text.startsWith("00 07 0e"));
        QVERIFY(records[0].text.endsWith("(100000 bytes)"));
    }

    void metricsOfSparkplugAreFields()
    {
        // timestamp 1000 ms, one metric: name "t", datatype Double, 21.5; seq 3 (Sparkplug 3.0, section 6.4.1)
        const QByteArray payload = QByteArray::fromHex("08e807"
                                                       "120e"
                                                       "0a0174"
                                                       "200a"
                                                       "690000000000803540"
                                                       "1803");
        MqttMessageReader reader(ofPayloads());
        QByteArray topic = "spBv1.0/plant/DDATA/node/oven", bytes = payload;
        mosquitto_message message{};
        message.topic = topic.data();
        message.payload = bytes.data();
        message.payloadlen = int(bytes.size());
        Records records;
        reader.append(message, nullptr, records);
        QCOMPARE(records.size(), 1u);
        QCOMPARE(records[0].raw, payload);
        QVERIFY2(records[0].text.startsWith('{') && records[0].fields.contains("21.5"), records[0].fields);
    }

    void everyUnitIsKnownByItsCode()
    {
        QCOMPARE(unitCode("°C").value(), "Cel");
        QCOMPARE(unitCode("µg/m³").value(), "ug/m3");
        QVERIFY(!unitCode("apples"));
        QVERIFY(!unitCode(""));
    }

    void tellsEveryPropertyOfMqtt5()
    {
        mosquitto_property *properties = nullptr;
        mosquitto_property_add_byte(&properties, MQTT_PROP_PAYLOAD_FORMAT_INDICATOR, 1);
        mosquitto_property_add_int32(&properties, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, 4'000'000'000u);
        mosquitto_property_add_string(&properties, MQTT_PROP_CONTENT_TYPE, "text/plain");
        mosquitto_property_add_string(&properties, MQTT_PROP_RESPONSE_TOPIC, "answers/me");
        mosquitto_property_add_binary(&properties, MQTT_PROP_CORRELATION_DATA, "\x00\xff", 2);
        mosquitto_property_add_varint(&properties, MQTT_PROP_SUBSCRIPTION_IDENTIFIER, 300);
        mosquitto_property_add_string_pair(&properties, MQTT_PROP_USER_PROPERTY, "room", "a");
        mosquitto_property_add_string_pair(&properties, MQTT_PROP_USER_PROPERTY, "floor", "2");
        MqttMessageReader reader(ofPayloads());
        QByteArray topic = "lab";
        mosquitto_message message{};
        message.topic = topic.data();
        Records records;
        reader.append(message, properties, records);
        mosquitto_property_free_all(&properties);
        const QByteArray &fields = records.front().fields;
        QCOMPARE(fieldValue(fields, "payloadFormat"), "utf-8");
        QCOMPARE(fieldValue(fields, "expiresIn"), "4000000000");
        QCOMPARE(fieldValue(fields, "contentType"), "text/plain");
        QCOMPARE(fieldValue(fields, "responseTopic"), "answers/me");
        QCOMPARE(fieldValue(fields, "correlationData"), "0x00ff");
        QCOMPARE(fieldValue(fields, "subscriptionId"), "300");
        QCOMPARE(fieldValue(fields, "user.room"), "a");
        QCOMPARE(fieldValue(fields, "user.floor"), "2");
    }
};

QTEST_GUILESS_MAIN(tst_MqttMessage)
#include "tst_MqttMessage.moc"
