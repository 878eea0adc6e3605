// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace livebelt {

/// When an item arrived, and when it was written at the latest; microseconds since 1970-01-01 UTC. A value.
struct Arrival
{
    /// Written when it arrives, as far as is known.
    Arrival(qint64 at) : received(at), written(at) {} // NOLINT(google-explicit-constructor)
    Arrival(qint64 at, qint64 writtenAt) : received(at), written(writtenAt) {}

    qint64 received;
    qint64 written; ///< of a line in a file: when that was last written. A year or date that is missing is by it
};

} // namespace livebelt
