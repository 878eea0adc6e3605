// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <optional>

namespace livebelt {

/// A point in time as programs write it, in microseconds since 1970-01-01 UTC: RFC 3339, the same with a space for the
/// T, a comma for the point, without an offset (then it is UTC) or with one without a colon, or an epoch number.
std::optional<qint64> timeFromText(QByteArrayView text);

/// A count since 1970 in seconds, milliseconds, microseconds or nanoseconds: which, its size says. Numbers that would
/// lie before 1973 are none (they are more likely to count from something else), nor are those beyond the year 5000.
std::optional<qint64> timeFromNumber(double number);
std::optional<qint64> timeFromNumber(qint64 number);

} // namespace livebelt
