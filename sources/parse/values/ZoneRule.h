// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArrayView>
#include <QTimeZone>
#include <array>
#include <optional>

namespace livebelt {

/// What clocks show somewhere: the zone of this machine, one of the IANA database, or an offset. A value; one thread
/// for each copy, since it remembers the offset it needed last.
class ZoneRule
{
public:
    /// The zone of this machine (TZ, else the system's), as it is now.
    ZoneRule();
    /// So many seconds east of UTC, at all times.
    static ZoneRule fixed(int seconds);
    /// "local", "UTC", "Z", "+01:00", "-0330" or "Europe/Berlin".
    static Result<ZoneRule> from(QByteArrayView name);

    /// Seconds east of UTC at a time in seconds since 1970 UTC.
    int offsetAt(qint64 utc) const;
    /// Seconds since 1970 UTC of what a clock shows, given as if it showed UTC. An hour that is there twice, as clocks
    /// are set back, is the first one; in an hour that is left out the clock is taken for one that was not set.
    qint64 toUtc(qint64 shown);
    /// Seconds east that an abbreviation has here in this year's January or July: CEST in Berlin.
    std::optional<int> offsetOf(QByteArrayView abbreviation) const;

private:
    enum class Kind { Local, Fixed, Named };
    struct Abbreviation
    {
        QByteArray name;
        int offset = 0;
    };
    explicit ZoneRule(int seconds);
    explicit ZoneRule(QTimeZone zone);
    void readAbbreviations();
    QByteArray abbreviationAt(qint64 utc) const;
    int offsetFor(qint64 shown) const;

    Kind m_kind;
    int m_seconds = 0;
    QTimeZone m_zone;
    std::array<Abbreviation, 2> m_abbreviations;
    qint64 m_quarter = std::numeric_limits<qint64>::min(); ///< of an hour: what m_offset is known for
    int m_offset = 0;
};

} // namespace livebelt
