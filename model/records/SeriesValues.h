// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FieldScanner.h"
#include "model/records/KnownMeanings.h"
#include "model/records/Record.h"

namespace livebelt {

/// One number of a record: a point of the series (feed, subject of the record, field).
struct SeriesValue
{
    QByteArrayView field; ///< its name; empty for the record's own value, where no field has it
    double value = 0;     ///< NaN: a gap
    QByteArrayView unit;  ///< UCUM, or empty
};

/// Walks over the numbers of a record: a field that is a number, or a text that reads as one with its unit ("20.6 °C",
/// "NaN"), and the record's value. Times, ids and the like (UsualNames.h) are none, nor is anything in a record that
/// was received before: one that is retained, replayed or history. Record and meanings must outlive it.
class SeriesValues
{
public:
    SeriesValues(const Record &record, KnownMeanings &meanings);

    /// The next number, valid until the next call; null at the end.
    const SeriesValue *next();

private:
    bool takeField();
    const Record &m_record;
    KnownMeanings &m_meanings;
    FieldScanner m_fields;
    QByteArray m_name, m_unit; ///< what m_value refers to
    SeriesValue m_value;
    bool m_isThrough = false;
    bool m_isOwnSeen = false;
};

} // namespace livebelt
