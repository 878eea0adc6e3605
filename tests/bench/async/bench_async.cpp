// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/async/Floors.h"
#include "tests/bench/async/Growth.h"
#include "tests/bench/async/Measure.h"
#include "tests/bench/async/Ours.h"
#include "tests/bench/async/Theirs.h"

#include <QCoreApplication>
#include <cstdio>
#include <optional>

using namespace livebelt::bench;

namespace {

struct Row
{
    const char *name;
    int count;
    Path ours;
    Path theirs; ///< none: there is no such thing in QCoro
    Path floor;
    double target; ///< nanoseconds; zero: there is none
};

void print(const Row &row)
{
    std::vector<Path> paths{row.ours};
    if (row.theirs)
        paths.push_back(row.theirs);
    if (row.floor)
        paths.push_back(row.floor);
    const std::vector<Cost> costs = measure(paths, row.count);
    const Cost ours = costs.front();
    std::printf("%-30s %9.1f %6.2f", row.name, ours.nanoseconds, ours.allocations);
    if (row.theirs)
        std::printf(" %9.1f %6.2f %6.1fx", costs[1].nanoseconds, costs[1].allocations,
                    costs[1].nanoseconds / ours.nanoseconds);
    else
        std::printf(" %9s %6s %7s", "none", "", "");
    if (row.floor)
        std::printf(" %9.1f", costs.back().nanoseconds);
    else
        std::printf(" %9s", "");
    if (row.target <= 0)
        std::printf("\n");
    else if (ours.nanoseconds <= row.target)
        std::printf(" %8.0f reached\n", row.target);
    else
        std::printf(" %8.0f missed by %.0f %%\n", row.target, 100 * (ours.nanoseconds / row.target - 1));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    std::printf("ns an item or round and allocations of it, median of 7 runs in turn in one process (%s)\n",
#if defined(__clang__)
                "clang " __clang_version__
#else
                "g++ " __VERSION__
#endif
    );
    std::printf("%-30s %9s %6s %9s %6s %7s %9s %8s\n", "", "ours", "alloc", "QCoro", "alloc", "faster", "floor",
                "target");
    const Row rows[] = {
        {"pull one item", 1'000'000, ours::pull, theirs::pull, floors::pull, 6},
        {"the same through four maps", 1'000'000, ours::pullThroughMaps, theirs::pullThroughMaps, {}, 12},
        {"a task that finishes at once", 1'000'000, ours::finishedTask, theirs::finishedTask, {}, 10},
        {"signal, burst of 1024", burst * 200, ours::burstOfSignals, theirs::burstOfSignals, floors::slot, 50},
        {"signal, lone emission", 50'000, ours::loneSignal, theirs::loneSignal, floors::queuedCall, 1000},
        {"zero timer", 50'000, ours::zeroTimer, theirs::zeroTimer, floors::queuedCall, 700},
        {"hop between threads", 1'000'000, ours::hop, {}, {}, 50},
        {"ask an actor, round trip", 50'000, ours::ask, {}, floors::queuedCall, 0},
        {"the same across threads", 20'000, ours::askAcross, {}, floors::roundTrip, 0},
    };
    for (const Row &row : rows)
        print(row);
    printGrowth();
    return 0;
}
