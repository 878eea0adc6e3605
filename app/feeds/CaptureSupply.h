// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"
#include "model/records/Record.h"
#include "sources/parse/ParserOptions.h"
#include "sources/replay/ReplayQuery.h"
#include <livebelt/async/AsyncIterator.h>

#include <memory>

namespace livebelt {

/// The records of one feed of a capture, in order, as far as it goes now: what a replay is fed with. The path may be
/// "demo", the capture that comes with the program; without a feed it is the first one that has records. Reads on a
/// thread of its own; throws std::runtime_error with a sentence where the capture cannot be read or the filter is
/// wrong.
async::AsyncIterator<Record> captureRecords(ReplayQuery query);

/// What a capture can be read again by.
struct ReplayReaders
{
    std::shared_ptr<const QList<FeedDescription>> kinds;
    std::shared_ptr<LogFormatsOnDemand> logFormats;
};
/// The same, read as ReplayQuery::reading says, if it says something.
async::AsyncIterator<Record> captureRecordsRead(ReplayQuery query, ReplayReaders readers);

} // namespace livebelt
