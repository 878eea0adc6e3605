// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "sources/parse/Reader.h"
#include "sources/parse/RecordLine.h"

#include <librdkafka/rdkafka.h>

namespace livebelt {

/// The header that says that a message is a line of our JSON Lines; its value is the name of the recorder.
inline constexpr char kafkaRecorderHeader[] = "Livebelt-Recorder";

/// Makes records of messages, one of each: the records of our recorders as they were; of all others the subject is the
/// key, or the topic where there is none, the payload is read as the options say, and key, headers, partition and
/// offset are further fields. One thread.
class KafkaMessageReader
{
public:
    explicit KafkaMessageReader(const ParserOptions &options) : m_reader(options) {}
    void append(const rd_kafka_message_t &message, Records &records);

private:
    Reader m_reader;
    RecordLineReader m_lines;
    FieldsBuilder m_fields;
};

} // namespace livebelt
