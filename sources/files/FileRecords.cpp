// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileRecords.h"

#include "sources/files/FileTail.h"
#include "sources/parse/StreamRecords.h"
#include <livebelt/async/operators/NextOrDeadline.h>

namespace livebelt {

using namespace async;

AsyncIterator<Record> recordsOf(AsyncIterator<FileChunk> given, FileTail *tail)
{
    AsyncIterator<FileChunk> chunks = std::move(given); // a parameter would outlive the end
    Records records;
    while (true) {
        std::optional<Clock::Duration> patience;
        if (tail->canPause())
            patience = tail->patience();
        auto chunk = co_await detail::NextOrDeadline<FileChunk>(chunks, patience);
        if (chunk.item)
            tail->take(*std::move(chunk.item), records);
        else if (chunk.isTimeUp)
            tail->pause(records);
        else
            tail->finish(records);
        for (Record &record : records)
            co_yield std::move(record);
        records.clear();
        if (chunk.isLast()) {
            chunk.rethrow();
            co_return;
        }
    }
}

} // namespace livebelt
