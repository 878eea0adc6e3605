// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/replay/ReplayPlace.h"

namespace livebelt {

/// What a person writes to a replay while it runs. A value.
struct ReplayCommand
{
    enum class Kind { Pause, Resume, Speed, Seek };
    Kind kind = Kind::Pause;
    double speed = 1;  ///< times the original; 0 is as fast as the records are taken
    ReplayPlace place; ///< to go to

    /// Reads pause, resume, speed 4, speed max, seek 12:30:00, seek -30s, seek seq:120.
    static Result<ReplayCommand> from(const QString &text);
};

/// Reads a speed: 0.01 to 10000, or max, which is 0.
Result<double> replaySpeed(const QString &text);

} // namespace livebelt
