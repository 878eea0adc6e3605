// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <functional>
#include <vector>

namespace livebelt::bench {

/// What one item, or one round, of a path costs.
struct Cost
{
    double nanoseconds = 0;
    double allocations = 0;
};

/// A path under measurement: runs count rounds to their end.
using Path = std::function<void(int count)>;

/// Runs the paths in turn, so that a noisy moment meets all of them, and gives the median of each. A run before the
/// first fills the caches and the pools and does not count.
std::vector<Cost> measure(const std::vector<Path> &paths, int count, int runs = 7);

/// A signal for the paths that need one, and its plain slots.
inline constexpr int burst = 1024;

} // namespace livebelt::bench
