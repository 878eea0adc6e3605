// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace livebelt::bench {

/// The paths of the table, by QCoro.
namespace theirs {
void pull(int count);
void pullThroughMaps(int count); ///< four of them
void finishedTask(int count);
void burstOfSignals(int count);
void loneSignal(int count);
void zeroTimer(int count);
} // namespace theirs

} // namespace livebelt::bench
