// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

namespace livebelt {

/// How the bytes a stream gave are found again in its records: each record of a line is raw, or text where there is no
/// raw, and a line feed (a line that ended with CR LF has its CR in raw). What is otherwise stands in these fields.
namespace arrival {
/// "none": no end, of the last line of a stream, or of one that was shown before it was complete. "cr": a carriage
/// return. "raw": raw has the end.
inline constexpr QByteArrayView lineEnd("lineEnd");
inline constexpr QByteArrayView continues("continues"); ///< true: the line goes on that the record before it began
inline constexpr QByteArrayView part("part");           ///< 2, 3, ...: of what the first record has whole

enum class End { LineFeed, CarriageReturn, InBytes, None };

/// What arrived, as far as the record has it.
QByteArrayView bytes(const Record &record);
End end(const Record &record);
bool isContinuation(const Record &record);
bool isPart(const Record &record);
/// Adds a field whose value is JSON already.
void mark(Record &record, QByteArrayView field, QByteArrayView json);
} // namespace arrival

} // namespace livebelt
