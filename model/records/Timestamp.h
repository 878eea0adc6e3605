// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace livebelt {

/// Now, in microseconds since 1970-01-01 UTC, by the system's clock.
qint64 nowMicros();

/// "2026-11-22T10:15:30.123456Z": RFC 3339, UTC, always six decimals. Empty for noTime and outside the years 0 to 9999.
QByteArray toRfc3339(qint64 micros);

/// Reads RFC 3339 with any offset and any number of decimals (beyond six they are cut); nullopt where it is malformed.
std::optional<qint64> fromRfc3339(QByteArrayView text);

} // namespace livebelt
