// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/ParserOptions.h"
#include "sources/parse/readings/InfluxLine.h"

namespace livebelt {

/// InfluxDB's line protocol (https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol):
/// measurement,tag=value field=1.5,count=3i,up=t,note="text" 1556813561098000000
///
/// A line is one record with its tags and fields as fields. subject is the series: "measurement,tag=value". It is a
/// Measurement where it has one number, or one named "value". The time has the precision that the options say, or what
/// its size makes likely, nanoseconds where that says nothing. A line that begins with # is a comment.
class InfluxFormat final : public ItemFormat
{
public:
    enum class Accepts {
        Comments,   ///< and what has no number
        OnlyNumbers ///< lines with at least one of them, and no comments
    };
    explicit InfluxFormat(const ParserOptions &options, Accepts accepts = Accepts::Comments);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    bool isWanted(QByteArrayView key) const;
    void takeNumbers();
    QByteArray fields() const;

    QByteArrayList m_wanted; ///< fields to measure; empty for all
    QByteArray m_precision;
    RecordKind m_kind;
    Accepts m_accepts;
    InfluxLine m_line;
    struct Number
    {
        QByteArrayView key;
        double value;
    };
    std::vector<Number> m_numbers; ///< of the line's fields
};

} // namespace livebelt
