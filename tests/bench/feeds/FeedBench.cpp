// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feeds/FeedBench.h"

#include <algorithm>
#include <cstdio>

namespace livebelt::bench {

using namespace Qt::StringLiterals;

namespace {

Child::Cost run(const FeedCase &feedCase, const QStringList &command)
{
    if (feedCase.prepare)
        feedCase.prepare();
    Child child(command);
    if (feedCase.send)
        feedCase.send();
    return child.wait();
}

Child::Cost median(std::vector<Child::Cost> costs, bool isByTime)
{
    std::sort(costs.begin(), costs.end(), [isByTime](const Child::Cost &a, const Child::Cost &b) {
        return isByTime ? a.wall < b.wall : a.cpu < b.cpu;
    });
    return costs[costs.size() / 2];
}

} // namespace

void printHead(int runs)
{
    std::printf("Each kind beside its plain client, both writing to /dev/null; median of %d runs in turn\n", runs);
    std::printf("%-12s %-15s %9s %22s %22s %9s %8s\n", "", "", "", "items/s", "CPU us an item", "", "memory");
    std::printf("%-12s %-15s %9s %11s %10s %11s %10s %9s %8s\n", "kind", "plain client", "items", "plain", "ours",
                "plain", "ours", "ratio", "MB");
}

void measure(const FeedCase &feedCase, int runs)
{
    const QStringList ours{QStringLiteral(LIVEBELT_PROGRAM), u"watch"_s, feedCase.address, u"--count"_s,
                           QString::number(feedCase.items)};
    std::vector<Child::Cost> plainCosts, ourCosts;
    for (int i = 0; i < runs; ++i) {
        plainCosts.push_back(run(feedCase, feedCase.plain));
        ourCosts.push_back(run(feedCase, ours));
        if (ourCosts.back().status != 0)
            std::printf("%-12s livebelt ended with status %d\n", qPrintable(feedCase.kind), ourCosts.back().status);
    }
    const Child::Cost plain = median(plainCosts, feedCase.isByTime), own = median(ourCosts, feedCase.isByTime);
    const double ratio = feedCase.isByTime ? own.wall / plain.wall : own.cpu / plain.cpu;
    const double items = feedCase.items;
    std::printf("%-12s %-15s %9d %11.0f %10.0f %11.2f %10.2f %8.2fx %8.0f  %s %.1fx: %s\n", qPrintable(feedCase.kind),
                qPrintable(feedCase.plainName), feedCase.items, items / plain.wall, items / own.wall,
                plain.cpu / items * 1e6, own.cpu / items * 1e6, ratio, own.peak, feedCase.isByTime ? "time" : "CPU",
                feedCase.bar, ratio <= feedCase.bar ? "reached" : "missed");
    std::fflush(stdout);
}

} // namespace livebelt::bench
