// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/Child.h"

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

namespace livebelt::bench {

/// One kind beside its plain client: both take the same items from the same server and throw them away.
struct FeedCase
{
    QString kind;
    QString plainName;
    QStringList plain; ///< the plain client's command
    QString address;   ///< of ours
    int items = 0;
    double bar = 2; ///< ours over the plain client's: CPU, or time where isByTime
    bool isByTime = false;
    /// Has the items sent once the reader is there; nothing where the server sends them by itself.
    std::function<void()> send{};
    std::function<void()> prepare{}; ///< before each reader
};

/// The median of several runs each, in turn; prints one line of the table.
void measure(const FeedCase &feedCase, int runs);
void printHead(int runs);

} // namespace livebelt::bench
