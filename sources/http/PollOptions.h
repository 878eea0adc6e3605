// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

#include <QByteArray>
#include <chrono>

namespace livebelt {

/// How a page is asked for again and again, and what is new on it: the options every, items, id, changed, order and
/// parse. A value.
struct PollOptions
{
    std::chrono::milliseconds every{10'000}; ///< from the start of a request to the start of the next, 100 ms or more
    QByteArray items;                        ///< JSON pointer to the list; empty: the page itself, where it is one
    QList<QByteArray> ids;     ///< JSON pointers into an item: what it is known by, wherever it stands in the list
    bool hidesChanged = false; ///< an item with a known id is not shown again where other parts changed
    bool isNewestFirst = false;
    bool isExposition = false; ///< of Prometheus: each sample is an item, with the comments before it

    static Result<PollOptions> from(const FeedAddress &address);
    static QList<FeedParameter> parameters();
};

} // namespace livebelt
