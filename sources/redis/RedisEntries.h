// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "sources/parse/Reader.h"
#include "sources/parse/RecordLine.h"
#include "sources/redis/RedisReply.h"

namespace livebelt {

/// The names of the two values of an entry that is a record of one of our recorders: its name, and a line of JSON
/// Lines.
inline constexpr char redisRecorderName[] = "livebelt-recorder", redisRecordName[] = "record";

/// Makes records of the entries of a stream, one of each: the records of our recorders as they were. Of an entry with
/// one value that is read as the options say; one with several is a JSON object of them, numbers as numbers. raw has
/// the names and values as Redis sends them where the text cannot hold them. One thread.
class RedisEntryReader
{
public:
    RedisEntryReader(const ParserOptions &options, QByteArray stream);

    /// id: the entry's; values: names and values by turns.
    void append(const QByteArray &id, const redisReply &values, Records &records);

private:
    void appendValues(const RedisList &values, Records &records);

    Reader m_reader, m_objects;
    RecordLineReader m_lines;
    FieldsBuilder m_fields;
    const QByteArray m_stream;
};

} // namespace livebelt
