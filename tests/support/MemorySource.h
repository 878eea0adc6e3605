// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/RecordSource.h"

#include <algorithm>

namespace livebelt {

/// Records in memory, for tests of lists: all at once, without a thread. Their numbers ascend.
class MemorySource : public RecordSource
{
public:
    async::Task<Result<Records>> page(SeqRange range) override
    {
        Records page;
        std::copy_if(records.begin(), records.end(), std::back_inserter(page),
                     [range](const Record &record) { return range.contains(record.seq); });
        co_return Result<Records>(std::move(page));
    }
    async::AsyncIterator<Matches> matches(Filter filter, SeqRange range, SearchOrder) override
    {
        Matches found;
        found.scanned = range;
        for (const Record &record : records) {
            if (range.contains(record.seq) && filter.matches(record))
                found.seqs.push_back(record.seq);
        }
        co_yield std::move(found);
    }

    Records records;
};

} // namespace livebelt
