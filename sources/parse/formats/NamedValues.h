// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/formats/LogReading.h"

namespace livebelt {

/// All values of one JSON object, nested ones by path ("user.id", "tags.0"), as written: numbers with their digits,
/// texts without quotes and escapes; null is left out. The views are into scratch. False where it is no valid JSON
/// object.
bool eachJsonValue(QByteArrayView json, LogScratch &scratch, std::vector<LogReading::Field> &fields);

/// Lines NAME=value, or, as journalctl exports what is not one line of text, NAME, a line end, the size as eight bytes,
/// least first, and as many bytes. An empty line ends them. The views are into the text. False where a line is neither.
bool eachAssignment(QByteArrayView text, std::vector<LogReading::Field> &fields);

} // namespace livebelt
