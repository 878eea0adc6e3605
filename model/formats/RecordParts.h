// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/CsvColumns.h"
#include "model/formats/TimeStyle.h"

namespace livebelt {

/// What exports say of the end of a record's bytes: "", "crlf", "cr", "raw", "none".
QByteArrayView endingName(ItemEnd end);

/// Sets a part of a record as an export has written it, base64 for raw; what is empty is absent. Not for feed, more and
/// fields of one name. A Failure says what is wrong with it.
Result<void> setPart(Record &record, CsvColumn::Part part, QByteArrayView text, const TimeStyle &times);

/// What stands for a cell of a table that begins as JSON does.
inline bool beginsAsJson(QByteArrayView text)
{
    return text.startsWith('{') || text.startsWith('[') || text.startsWith('"');
}
/// Whether a text would be taken for another value, had it no quotes: it is empty, a number, true, false or null.
bool readsAsAnotherValue(QByteArrayView text);

} // namespace livebelt
