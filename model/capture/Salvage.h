// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <atomic>
#include <functional>

namespace livebelt {

/// What became of a damaged capture.
struct SalvageReport
{
    quint64 records = 0; ///< taken, Notices as well
    quint64 missing = 0; ///< not taken: numbers that no record has which could be read
    int feeds = 0;
    int lostFeeds = 0; ///< of these, whose name and address could not be read
};

/// Makes a new capture at to of every record that can be read in the one at from, which stays as it is: page by page,
/// whatever SQLite says of it. Records keep their feeds, order and numbers; where some are missing the numbers have a
/// hole. A record whose number cannot be true counts as missing. Blocks; cancel may be set from any thread: it fails
/// then, as it does where something stands at to.
Result<SalvageReport> salvage(const QString &from, const QString &to, const std::function<void(double share)> &report,
                              const std::atomic<bool> &cancel);

} // namespace livebelt
