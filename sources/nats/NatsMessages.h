// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "sources/nats/NatsHandles.h"
#include "sources/parse/Reader.h"
#include "sources/parse/RecordLine.h"

namespace livebelt {

/// The header that says that a message is a line of our JSON Lines; its value is the name of the recorder.
inline constexpr const char *natsRecorderHeader = "Livebelt-Recorder";

/// What the subject that acknowledges a message of a stream says of it.
struct NatsDelivery
{
    quint64 seq = 0;      ///< in the stream
    quint64 delivery = 0; ///< of the consumer: 1, 2, 3, ...
    qint64 stored = 0;    ///< when the stream took it, microseconds since 1970 UTC
    static std::optional<NatsDelivery> from(QByteArrayView reply);
};

/// Makes records of messages, one of each: the records of our recorders as they were; of all others the subject is that
/// of the message, the payload is read as the options say, and headers are further fields. One thread at a time.
class NatsMessageReader
{
public:
    explicit NatsMessageReader(const ParserOptions &options);

    /// Appends the record of a message that has just come; delivery: where it is one of a stream.
    void append(natsMsg *message, const std::optional<NatsDelivery> &delivery, Records &records);
    /// Another subject than that of the message: what an answer answers to.
    void appendAnswer(natsMsg *message, const QByteArray &asked, Records &records);

private:
    void addPayload(const QByteArray &payload, const QByteArray &subject, Records &records);
    void addHeaders(natsMsg *message);

    Reader m_reader;
    RecordLineReader m_lines;
    FieldsBuilder m_fields;
};

} // namespace livebelt
