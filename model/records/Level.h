// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace livebelt {

/// How serious a record is, as its source says. The order is that of seriousness.
enum class Level : quint8 { None, Trace, Debug, Info, Warn, Error, Fatal };

/// The word for a level in captures, exports and filters: "trace", "debug", "info", "warn", "error", "fatal"; empty for
/// None.
QByteArrayView levelName(Level level);
/// The level of exactly such a word; "" is None.
std::optional<Level> levelFromName(QByteArrayView name);

} // namespace livebelt
