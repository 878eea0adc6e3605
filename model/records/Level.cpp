// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Level.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

constexpr std::array<QByteArrayView, 7> names{"", "trace", "debug", "info", "warn", "error", "fatal"};

} // namespace

QByteArrayView levelName(Level level)
{
    return names[size_t(level)];
}

std::optional<Level> levelFromName(QByteArrayView name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(Level(found - names.begin()));
}

} // namespace livebelt
