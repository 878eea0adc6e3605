// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "sources/parse/Reader.h"
#include "sources/parse/payloads/SparkplugPayload.h"
#include "sources/parse/values/JsonReader.h"

#include <array>

struct mosquitto_message;
struct mqtt5__property; // NOLINT(bugprone-reserved-identifier): the library's name

namespace livebelt {

/// Makes records of messages, one of each: subject is its topic, its payload is read as the options say (by itself also
/// that of Sparkplug B, under its topics), and what MQTT says of it are further fields.
class MqttMessageReader
{
public:
    explicit MqttMessageReader(const ParserOptions &options);

    /// Appends the record of one message that has just come, with the properties MQTT 5 gave it.
    void append(const mosquitto_message &message, const mqtt5__property *properties, Records &records);
    /// The same for the payload alone.
    void read(QByteArrayView topic, const QByteArray &payload, qint64 received, Records &records);

private:
    bool readSparkplug(QByteArrayView topic, const QByteArray &payload, qint64 received, Records &records);

    Reader m_reader;
    SparkplugReader m_sparkplug;
    Reading m_metrics;
    JsonReader m_json;
    Packing m_packing;
    bool m_isAuto, m_isSparkplug; ///< what is asked for
    FieldsBuilder m_fields;
    std::array<QByteArray, 6> m_plainFields; ///< of a message without others: by quality of service, retained
};

} // namespace livebelt
