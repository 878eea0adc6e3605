// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <chrono>
#include <functional>
#include <optional>

namespace livebelt {

/// A header of an answer by its name, in whatever case; empty where there is none.
using HeaderOf = std::function<QByteArray(const char *name)>;

/// A day: no server is left alone for longer, whatever it says.
inline constexpr std::chrono::hours longestRateLimit{24};

/// Retry-After (RFC 9110, section 10.2.3): seconds, or an HTTP date; never negative, at most a day. nullopt where it is
/// absent or malformed.
std::optional<std::chrono::milliseconds> retryAfter(const QByteArray &value, const QDateTime &now);

/// When an HTTP server that refuses a request, or a handshake, wants to be asked again: by Retry-After, or, where
/// nothing is left of what it allows, by the reset in RateLimit (IETF draft), RateLimit-Reset, X-RateLimit-Reset or
/// X-RateLimit-Reset-After: seconds to go, or since 1970. Only for a status that can mean a limit: 403, 408, 425, 429
/// and 5xx. nullopt where the server says nothing; a second at least, at most a day.
std::optional<std::chrono::milliseconds> rateLimitWait(int status, const HeaderOf &header, const QDateTime &now);

/// When that is, on the clock of this computer, for people: "14:05:07", with the date where it is another day.
QString clockText(std::chrono::milliseconds wait, const QDateTime &now);

} // namespace livebelt
