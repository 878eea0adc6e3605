// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/values/TimeForms.h"
#include "sources/parse/values/TimePattern.h"
#include "sources/parse/values/ZoneRule.h"

namespace livebelt {

/// A time that was found at the beginning of a text.
struct ReadTime
{
    qint64 time = 0;    ///< microseconds since 1970-01-01 UTC
    int nanos = 0;      ///< 0 to 999: what a source with nanoseconds says besides
    qsizetype used = 0; ///< bytes of the text
    TimeForm form = TimeForm::Iso;
    qsizetype pattern = -1; ///< which of the patterns; -1: none
    bool hasZone = false;   ///< it says its zone, or counts from 1970
};

/// Finds times as programs write them (TimeForm.h). A zone in the text wins; without one it is in the reader's zone.
/// What the text leaves out is completed from a reference, in microseconds UTC: when the line arrived, or when its file
/// was last written. A missing year is the latest with which the time is not later than the reference and a day. A
/// missing date is the reference's day, or the day before where that would be more than twelve hours later than the
/// reference (23:59:59 that arrives just after midnight). Without a reference (noTime) nothing is completed, and a
/// text that would need it has no time. 29 February is looked for in leap years; a leap second is the one after it.
/// A value; one thread for each copy.
class TimeReader
{
public:
    /// Any form, in the zone of this machine.
    TimeReader() = default;
    explicit TimeReader(ZoneRule zone, TimeFormSet forms = TimeFormSet::all(), std::vector<TimePattern> patterns = {});
    /// The options tz= and timeformat=; each may be empty. With a format, nothing else is read.
    static Result<TimeReader> from(QByteArrayView zone, QByteArrayView format);

    /// The time that text begins with: by the first of the patterns that matches, else in one of the forms.
    std::optional<ReadTime> read(QByteArrayView text, qint64 reference);
    /// The time that text, without blanks around it, is and nothing else.
    std::optional<ReadTime> readWhole(QByteArrayView text, qint64 reference);

private:
    std::optional<qint64> completed(const TimeParts &parts, ZoneRule &zone, qint64 reference);
    ZoneRule *zoneNamed(QByteArrayView name);

    ZoneRule m_zone;
    TimeFormSet m_forms = TimeFormSet::all();
    std::vector<TimePattern> m_patterns;
    QByteArray m_name;               ///< of a zone, as the last text that named one has it
    std::optional<ZoneRule> m_named; ///< that zone, if it is one
};

} // namespace livebelt
