// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QString>

namespace livebelt {

/// A record's value as it was written: by the field that it is ("1013.250"), else by the text where that is only a
/// number and its unit, as a source of readings writes it ("24.4 GB"), else in the shortest digits that say the same.
/// Never rounded here.
struct WrittenValue
{
    QByteArray digits;   ///< with the unit, where that was written with them
    QByteArray field;    ///< the name of the field that it is, or empty
    bool isText = false; ///< digits are the record's text
    bool hasUnit = false;
};

/// Of a record that has a value.
WrittenValue writtenValue(const Record &record);
/// With its unit as people write it.
QString toString(const WrittenValue &value, const Record &record);
/// Whether the text of the record says nothing but this number.
bool repeatsValue(const Record &record, const WrittenValue &value);

} // namespace livebelt
