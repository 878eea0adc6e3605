// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <optional>

namespace livebelt {

/// A length of time as addresses say it: "500ms", "1.5s", "2min" or "2m", "1h", "1d"; nothing where it is no such
/// thing, or negative. Whole milliseconds, cut; at most 100 years.
std::optional<std::chrono::milliseconds> parseDuration(const QString &text);

/// For people: "2.3 s", "4 min 10 s", "3 h 5 min", "12 days". Nothing negative.
QString waitText(std::chrono::milliseconds duration);

} // namespace livebelt
