// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/ParserOptions.h"

#include <vector>

namespace livebelt {

class FieldsBuilder;

/// InfluxDB's line protocol (https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol):
/// measurement,tag=value field=1.5,count=3i,up=t,note="text" 1556813561098000000
///
/// Each field that is a number is a Measurement, of the series and then the field, unless that is just "value":
/// "measurement,tag=value/field". All have the tags as fields, the first one the texts and truth values, too. A line
/// without a number is one record; one that begins with # is a comment and gives none. The time is taken for
/// nanoseconds, or for what its size makes likely.
class InfluxFormat final : public ItemFormat
{
public:
    enum class Accepts {
        Comments,   ///< and what has no number
        OnlyNumbers ///< lines with at least one of them, and no comments
    };
    explicit InfluxFormat(const ParserOptions &options, Accepts accepts = Accepts::Comments);

    bool read(const QByteArray &item, qint64 received, Records &records) override;

private:
    struct Pair
    {
        QByteArrayView key, value; ///< as written
    };
    bool takePairs(QByteArrayView item, qsizetype &at, std::vector<Pair> &pairs) const;
    bool isWanted(QByteArrayView key) const;
    bool takeFields();
    void addTags(FieldsBuilder &fields) const;

    QByteArrayList m_wanted; ///< fields to measure; empty for all
    RecordKind m_kind;
    Accepts m_accepts;
    std::vector<Pair> m_tags, m_pairs;
    struct Number
    {
        QByteArrayView key;
        double value;
    };
    std::vector<Number> m_numbers; ///< fields that are measured
    std::vector<Pair> m_others;    ///< fields that are not; their values are given without quotes
};

} // namespace livebelt
