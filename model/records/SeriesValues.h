// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <functional>

namespace livebelt {

/// One number of a record: a point of the series (feed, subject of the record, field).
struct SeriesValue
{
    QByteArrayView field; ///< its name; empty for the record's own value, where no field has it
    double value = 0;     ///< NaN: a gap
    QByteArrayView unit;  ///< UCUM, or empty
};

/// Calls visit for each number of the record: a field that is a number, or a text that reads as one with its unit
/// ("20.6 °C", "NaN"), and the record's value. Times, ids and the like (UsualNames.h) are none, nor is anything in a
/// record that was received before: one that is retained, replayed or history.
void forEachSeriesValue(const Record &record, const std::function<void(const SeriesValue &)> &visit);

} // namespace livebelt
