// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Filter.h"
#include "model/lists/SeqRange.h"
#include "model/records/Record.h"
#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Task.h>

#include <vector>

namespace livebelt {

enum class SearchOrder { NewestFirst, OldestFirst };

/// What a search has found in one stretch, and thereby how far it has come: the stretches of a search border on each
/// other, from one end of its range to the other.
struct Matches
{
    SeqRange scanned;          ///< has been looked at
    std::vector<quint64> seqs; ///< all of it that the filter lets through, ascending
};

/// Where a list finds the records of its feed that are not in memory. What takes time is a coroutine on the asking
/// thread; destroying it is the way to cancel it, at any moment, and needs no answer. It outlives them.
class RecordSource
{
public:
    RecordSource() = default;
    virtual ~RecordSource() = default;
    Q_DISABLE_COPY_MOVE(RecordSource)

    /// The records from first to last, in order; those that are not there are left out. A Failure is a sentence.
    virtual async::Task<Result<Records>> page(SeqRange range) = 0;
    /// Looks for what the filter lets through; the first stretch comes as soon as something has been found. Throws
    /// std::runtime_error with a sentence.
    virtual async::AsyncIterator<Matches> matches(Filter filter, SeqRange range, SearchOrder order) = 0;
};

} // namespace livebelt
