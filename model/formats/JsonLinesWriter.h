// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/ColumnFields.h"
#include "model/formats/RecordWriter.h"

namespace livebelt {

enum class JsonShape : quint8 {
    Lines, ///< an object and LF a record (jsonlines.org)
    Array  ///< one array of such objects, each on a line of its own
};

/// JSON (RFC 8259): one object a record, UTF-8, keys always in the order
/// feed, seq, received, time, kind, level, subject, text, value, unit, fields, raw (or raw_base64, where it
/// is no UTF-8), ending, continues; those that are absent are left out. With columns only those, in their order: a
/// field is a key of its own then.
/// Times are as TimeStyle says, a text or a number; fields is an object; an infinite value is the text "inf" or "-inf";
/// raw is base64 (RFC 4648 section 4).
class JsonLinesWriter final : public RecordWriter
{
public:
    explicit JsonLinesWriter(JsonShape shape = JsonShape::Lines, CsvColumns columns = {}, const TimeStyle &times = {});
    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;
    bool end(TextBuilder &out) override;

private:
    void appendPart(TextBuilder &out, CsvColumn::Part part, QByteArrayView feedName, const Record &record);
    void appendField(TextBuilder &out, size_t column);
    void appendTime(TextBuilder &out, QByteArrayView key, qint64 micros);

    const JsonShape m_shape;
    ColumnFields m_fields;
    TimeWriter m_times;
    bool m_isFirst = true; ///< of the array
};

} // namespace livebelt
