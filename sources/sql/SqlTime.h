// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <optional>

namespace livebelt {

/// A point in time as databases write it: "2026-11-22 10:15:30.123456+00", with a space or a T, with any offset or none
/// (then it is UTC), or only the day; or a number, of seconds, milliseconds, microseconds or nanoseconds since 1970 by
/// its size. Microseconds UTC; nullopt where it is none of these.
std::optional<qint64> fromSqlTime(QByteArrayView text);

} // namespace livebelt
