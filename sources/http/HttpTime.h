// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <chrono>
#include <optional>

namespace livebelt {

/// "10 s", "2 min": for people.
QString durationText(std::chrono::milliseconds duration);

/// Retry-After (RFC 9110, section 10.2.3): seconds, or an HTTP date; never negative, at most a day. nullopt where it is
/// absent or malformed.
std::optional<std::chrono::milliseconds> retryAfter(const QByteArray &value, const QDateTime &now);

} // namespace livebelt
