// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>

namespace livebelt {

/// "10 s", "2 min": for people.
QString durationText(std::chrono::milliseconds duration);

} // namespace livebelt
