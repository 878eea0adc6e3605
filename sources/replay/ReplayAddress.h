// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "sources/replay/ReplayQuery.h"

#include <chrono>

namespace livebelt {

/// What an address of the kind capture says: capture:/path/file.livebelt[?feed=NAME&speed=2&loop=1&maxgap=10&
/// from=12:30&to=seq:900&filter=E]
struct ReplayAddress
{
    ReplayQuery query;
    double speed = 1;                ///< times the original; 0 is as fast as the records are taken
    std::chrono::seconds maxGap{10}; ///< longer silences are cut to that; 0 leaves them as they were
    bool loops = false;              ///< begins again at the end

    static Result<ReplayAddress> from(const FeedAddress &address);
};

} // namespace livebelt
