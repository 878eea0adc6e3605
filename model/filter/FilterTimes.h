// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>
#include <optional>

namespace livebelt {

/// What "14:00", "yesterday" and "age<5m" are counted from.
struct FilterClock
{
    qint64 now = 0; ///< microseconds since 1970 UTC
    QTimeZone zone; ///< of times without one
    /// Now, and the zone of this machine.
    static FilterClock here();
};

/// A stretch of time, [begin, end), microseconds since 1970 UTC.
struct FilterSpan
{
    qint64 begin = 0;
    qint64 end = 0;
    bool isDays = false; ///< a day, a month or a year: "after it" is after all of it; else "after" is after its begin
};

/// Reads "2026", "2026-11", "2026-11-30", "today", "yesterday", "now", "14:00", "14:00:30.5", "2026-11-30T09",
/// "yesterday 9:00", "-5m"; what has a time of day may have a zone behind it ("Z", "+02:00").
std::optional<FilterSpan> readFilterTime(const QString &written, const FilterClock &clock);
/// "09..10", the second part completed by the first: "2026-11-30T09..10", "2026-11-29..30", "14:00..15:30". Either may
/// be missing. Ends with the last day named, and at the last time of day named.
std::optional<FilterSpan> readFilterTimes(const QString &written, const FilterClock &clock);
/// "5m", "1h30m", "1.5d", in microseconds: ns, us, ms, s, m, min, h, d and w.
std::optional<qint64> readDuration(const QString &written);

} // namespace livebelt
