// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Filter.h"

#include <atomic>

namespace livebelt {

/// Which records of a feed are wanted.
struct RecordQuestion
{
    Filter filter;
    QByteArray feedName{};                    ///< UTF-8, for terms about the feed
    const std::atomic<bool> *abort = nullptr; ///< ends the look at the file once it is true; may be set from any thread

    bool isAborted() const { return abort && abort->load(std::memory_order_relaxed); }
};

} // namespace livebelt
