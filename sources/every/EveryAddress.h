// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"

#include <chrono>

namespace livebelt {

/// What an address of the kind every says: every:1s[?count=10]
struct EveryAddress
{
    std::chrono::milliseconds interval{1000}; ///< 1 ms to 24 h
    quint64 count = 0;                        ///< how many ticks; 0: for ever

    static Result<EveryAddress> from(const FeedAddress &address);
};

} // namespace livebelt
