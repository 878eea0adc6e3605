// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace livebelt::bench {

/// The paths of the table, by this library.
namespace ours {
void pull(int count);
void pullThroughMaps(int count); ///< four of them
void finishedTask(int count);
void burstOfSignals(int count);
void loneSignal(int count);
void zeroTimer(int count);
void hop(int count);       ///< from one thread to another, in batches
void ask(int count);       ///< one question at a time to an actor on this thread
void askAcross(int count); ///< the same to one on another thread
} // namespace ours

} // namespace livebelt::bench
