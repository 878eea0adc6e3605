// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QString>

namespace livebelt {

/// A place in a recording, as a person says it. A value.
struct ReplayPlace
{
    enum class Kind {
        Edge,    ///< where the recording begins, or ends
        Seq,     ///< number: of the record
        Time,    ///< number: microseconds since 1970 UTC, of arrival
        Clock,   ///< number: microseconds after midnight, local time, for the first time in the recording
        Distance ///< number: microseconds, from the first record on; of a seek from where it is, and perhaps negative
    };
    Kind kind = Kind::Edge;
    qint64 number = 0;

    /// Reads seq:120, 2026-11-22T12:30:00Z (without Z: local time), 12:30 or 12:30:00, and +90s, -5m, +1h.
    static Result<ReplayPlace> from(const QString &text);
};

} // namespace livebelt
