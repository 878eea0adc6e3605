// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/parse/JsonNumbers.h"

#include <array>

struct mosquitto_message;
struct mqtt5__property; // NOLINT(bugprone-reserved-identifier): the library's name

namespace livebelt {

/// Makes records of messages.
///
/// A message is one record: subject is its topic, text its payload (where that is no UTF-8, an excerpt with U+FFFD, and
/// raw has the bytes). It is a Measurement where it says one number: a plain one, with or without a unit ("21.5 °C"),
/// the only one in a JSON object, or that object's "value"; the object's "unit" goes with it. Every further number of a
/// JSON object becomes a Measurement of its own right behind it (the first 32 of them; field "unsplit" of the message
/// says how many were not), with the subject "topic/key.path" and the field "of", the topic. A payload over 1 MB is not
/// searched.
class MqttMessageReader
{
public:
    explicit MqttMessageReader(bool splitsNumbers);

    /// Appends the records of one message that has just come, with the properties MQTT 5 gave it.
    void append(const mosquitto_message &message, const mqtt5__property *properties, Records &records);

private:
    QByteArray messageFields(const mosquitto_message &message, const mqtt5__property *properties, qint64 unsplit) const;
    void appendSplit(const JsonNumbers::Number &number, const Record &message, Records &records) const;

    JsonNumbers m_json;
    std::array<QByteArray, 6> m_plainFields; ///< of a message without properties: by quality of service, retained
    bool m_splits;
};

} // namespace livebelt
