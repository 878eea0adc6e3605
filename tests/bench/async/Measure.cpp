// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/async/Measure.h"

#include "tests/bench/async/Allocations.h"

#include <algorithm>
#include <chrono>

namespace livebelt::bench {

std::vector<Cost> measure(const std::vector<Path> &paths, int count, int runs)
{
    using Clock = std::chrono::steady_clock;
    std::vector<std::vector<double>> times(paths.size());
    std::vector<Cost> costs(paths.size());
    for (const Path &path : paths)
        path(count);
    for (int run = 0; run < runs; ++run) {
        for (std::size_t i = 0; i < paths.size(); ++i) {
            const quint64 before = allocations();
            const auto start = Clock::now();
            paths[i](count);
            times[i].push_back(std::chrono::duration<double, std::nano>(Clock::now() - start).count() / count);
            costs[i].allocations = double(allocations() - before) / count;
        }
    }
    for (std::size_t i = 0; i < paths.size(); ++i) {
        std::sort(times[i].begin(), times[i].end());
        costs[i].nanoseconds = times[i][times[i].size() / 2];
    }
    return costs;
}

} // namespace livebelt::bench
