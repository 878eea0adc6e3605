// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/values/ByteCursor.h"

namespace livebelt {

struct TimeParts;

/// A count since 1970 UTC in seconds, milliseconds, microseconds or nanoseconds, in microseconds: which, its size says.
/// Numbers that would lie before 1973 are none (they are more likely to count from something else), nor are those
/// beyond the year 5000.
std::optional<qint64> epochMicros(qint64 number);
std::optional<qint64> epochMicros(double number);

/// The same as text: digits, with a fraction or without, that no letter follows. Every digit down to nanoseconds
/// counts.
bool readEpoch(ByteCursor &cursor, TimeParts &parts);
/// "@" and 16 or 24 hexadecimal digits: seconds since 1970 TAI and nanoseconds, as multilog writes them, whose clock
/// ticks UTC and 10 seconds.
bool readTai64(ByteCursor &cursor, TimeParts &parts);

} // namespace livebelt
