// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/ItemReader.h"

#include "model/records/Timestamp.h"
#include "sources/parse/Framer.h"

namespace livebelt {

namespace {

/// The items of the piece that is being taken apart.
struct Gathered
{
    Records records;
    qint64 received = noTime;
};

/// A piece has been taken apart when the next one is asked for: its items go out before anybody waits.
async::AsyncIterator<QByteArray> handingOver(async::AsyncIterator<QByteArray> pieces, Gathered *gathered, Batches out)
{
    while (auto piece = co_await pieces.next()) {
        gathered->received = nowMicros();
        co_yield std::move(*piece);
        if (!gathered->records.empty()) {
            const size_t count = gathered->records.size();
            Records batch = std::exchange(gathered->records, {});
            gathered->records.reserve(count); // the next piece may well hold as many
            co_await out.send(std::move(batch));
        }
    }
    gathered->received = nowMicros();
}

} // namespace

async::Task<void> readItems(async::AsyncIterator<QByteArray> pieces, Framing framing,
                            std::unique_ptr<ItemParser> parser, Batches out, PeerTag peer)
{
    Gathered gathered;
    async::AsyncIterator<QByteArray> watched = handingOver(std::move(pieces), &gathered, out);
    async::AsyncIterator<async::Line> items = framed(std::move(watched), framing);
    while (auto item = co_await items.next()) {
        const size_t first = gathered.records.size();
        parseItem(*parser, *item, gathered.received, gathered.records);
        for (size_t i = first; i < gathered.records.size(); ++i)
            peer.apply(gathered.records[i]);
    }
    if (!gathered.records.empty())
        co_await out.send(std::move(gathered.records));
}

} // namespace livebelt
