// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordWriter.h"

namespace livebelt {

/// InfluxDB line protocol, version 2: a point and LF a record.
/// - The feed is the measurement; kind, level, subject and unit are tags. A text with a line end or a backslash, which
///   no tag can hold, is a field of that name instead, that of the feed too.
/// - value, text, raw (base64), ending, continues, seq and the record's own fields are fields; one that has the name of
///   a part is "field:NAME". Whole numbers of 64 bits have an i; every digit stays.
/// - The time is the source's, in nanoseconds, with a field received in microseconds, or else the arrival. Records of
///   the same microsecond are a nanosecond apart, up to a thousand of them: the same time would make them one point.
/// - null and infinite numbers have no words there, and are left out; an object or array is its JSON as a text.
class InfluxWriter final : public RecordWriter
{
public:
    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;

private:
    void addTag(TextBuilder &out, QByteArrayView name, QByteArrayView value);
    void addKey(QByteArrayView name);
    void addText(QByteArrayView name, QByteArrayView text);
    void addNumber(QByteArrayView name, QByteArrayView digits);
    void addFields(const QByteArray &fields);
    void appendTime(TextBuilder &out, qint64 micros);

    TextBuilder m_fields; ///< of the point that is written
    qint64 m_last = noTime;
    int m_ofSame = 0; ///< points of that microsecond before
};

} // namespace livebelt
