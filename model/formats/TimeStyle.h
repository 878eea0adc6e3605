// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"
#include "model/records/TextBuilder.h"

#include <QTimeZone>
#include <limits>
#include <optional>

namespace livebelt {

enum class TimeFormat : quint8 {
    Rfc3339,      ///< 2026-11-22T10:15:30.123456Z, or with an offset
    Plain,        ///< 2026-11-22 10:15:30.123456, as spreadsheets and databases read it; the zone is not in it
    Seconds,      ///< 1795342530.123456, since 1970-01-01 UTC
    Milliseconds, ///< 1795342530123; what is finer is cut
    Microseconds  ///< 1795342530123456
};

/// How an export writes its times. A time that its format has no words for (a year beyond 9999) is written as
/// microseconds since 1970.
struct TimeStyle
{
    TimeFormat format = TimeFormat::Rfc3339;
    QTimeZone zone = QTimeZone::utc(); ///< of Rfc3339 and Plain
    bool isNumber() const { return format >= TimeFormat::Seconds; }
};

/// "rfc3339", "plain", "unix", "unix-ms", "unix-us".
Result<TimeFormat> timeFormatNamed(const QString &name);
/// "UTC", "local", or the name of a zone, as in "Europe/Berlin".
Result<QTimeZone> timeZoneNamed(const QString &name);

/// Writes times in one style. One thread.
class TimeWriter
{
public:
    explicit TimeWriter(TimeStyle style = {}) : m_style(std::move(style)) {}
    bool isNumber() const { return m_style.isNumber(); }
    /// micros: since 1970-01-01 UTC; nothing is appended for noTime.
    void append(TextBuilder &out, qint64 micros);

private:
    qint64 offsetAt(qint64 micros); ///< of the zone, in minutes

    TimeStyle m_style;
    qint64 m_quarter = std::numeric_limits<qint64>::min(); ///< the quarter of an hour that m_offset is for
    qint64 m_offset = 0;
};

/// What TimeWriter wrote; any offset of RFC 3339 is read in any style. nullopt where it is no time, or none that could
/// be kept.
std::optional<qint64> readTime(QByteArrayView text, const TimeStyle &style);

} // namespace livebelt
