// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/StreamRecords.h"

#include "model/records/Timestamp.h"
#include "sources/parse/ItemCutter.h"
#include <livebelt/async/operators/NextOrDeadline.h>

namespace livebelt {

async::AsyncIterator<Records> streamRecords(async::AsyncIterator<QByteArray> given, Framing framing,
                                            std::unique_ptr<Reader> reader)
{
    async::AsyncIterator<QByteArray> pieces = std::move(given); // a parameter would outlive the end
    ItemCutter cutter(std::move(framing));
    Item item;
    Records records;
    while (true) {
        std::optional<async::Clock::Duration> patience;
        const bool holdsItem = reader->holdsItem() && !cutter.endsBySilence();
        if (holdsItem)
            patience = recordIdle;
        else if (cutter.canPause())
            patience = cutter.patience();
        auto piece = co_await async::detail::NextOrDeadline<QByteArray>(pieces, patience);
        const qint64 received = nowMicros();
        if (piece.item) {
            cutter.add(*std::move(piece.item));
            while (cutter.next(item))
                reader->take(item, received, records);
            reader->endPiece(records);
        } else if (piece.isTimeUp && holdsItem) {
            reader->pause(records);
        } else if (piece.isTimeUp ? cutter.pause(item) : cutter.finish(item)) {
            reader->take(item, received, records);
        }
        if (piece.isLast())
            reader->finish(received, records);
        if (!records.empty()) {
            const size_t count = records.size();
            co_yield std::exchange(records, {});
            records.reserve(count); // the next piece may well hold as many
        }
        if (piece.isLast()) {
            piece.rethrow();
            co_return;
        }
    }
}

} // namespace livebelt
