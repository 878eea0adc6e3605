// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Quantity.h"
#include "sources/mqtt/MqttMessage.h"
#include "tests/fuzz/Input.h"
#include "tests/fuzz/ParsedItems.h"

#include <mosquitto.h>

using namespace livebelt;
using namespace livebelt::test;

/// A payload, as a message on the topic "t".
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    QByteArray topic = "t", payload = bytesOf(data, size).toByteArray();
    if (const auto quantity = plainQuantity(payload))
        insist(std::isfinite(quantity->value), "a quantity is finite");
    mosquitto_message message{};
    message.topic = topic.data();
    message.payload = payload.data();
    message.payloadlen = int(payload.size());
    ParserOptions options;
    options.format = QStringLiteral("auto");
    options.isMixed = true;
    MqttMessageReader reader(options);
    Records records;
    reader.append(message, nullptr, records);
    insist(records.size() == 1, "each message is a record");
    insist(records[0].arrived() == payload, "with all its bytes");
    for (const Record &record : records)
        check(record);
    return 0;
}
