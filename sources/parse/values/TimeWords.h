// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/values/ByteCursor.h"

namespace livebelt {

class ZoneRule;
struct TimeParts;

// The pieces that times are made of. Each reads at the cursor; where there is no such piece, the cursor stays.

/// "Nov", "november"; 1 to 12, or 0.
int readMonth(ByteCursor &cursor);
/// "Mon", "Monday"; what follows it (a comma, a blank) stays.
bool readWeekday(ByteCursor &cursor);
/// "AM", "p.m.", behind blanks or U+202F: hour becomes that of 24. An hour beyond 12 stays.
bool readHalf(ByteCursor &cursor, int &hour);

enum class Seconds { Needed, MayLack };
/// "9:15:02", with a fraction and AM or PM where there are such; what may lack seconds is "9:15".
bool readClock(ByteCursor &cursor, TimeParts &parts, Seconds seconds);
/// A fraction of a second: behind a point any digits; behind a comma three, six or nine, or what is left of the text;
/// behind a colon three. Digits beyond nine are cut.
void readFraction(ByteCursor &cursor, int &nanos);

/// "Z", "+01:00", "+0100", "+01", "UTC", "GMT+1", "CEST", those in words or with a blank before them too. own knows
/// what its own abbreviations mean; what several countries use is that of own, else the one most often met.
bool readZone(ByteCursor &cursor, std::optional<int> &offset, const ZoneRule &own);
/// The same, or a word that may be a name of the IANA database: "Europe/Berlin" behind a blank.
void readAnyZone(ByteCursor &cursor, TimeParts &parts, const ZoneRule &own);
/// "+01:00", "-0330", "+01", "Z".
bool readOffset(ByteCursor &cursor, std::optional<int> &offset);

/// 1970 to 2069 for 70 to 99 and 0 to 69.
constexpr int fullYear(int twoDigits)
{
    return twoDigits + (twoDigits < 70 ? 2000 : 1900);
}

} // namespace livebelt
