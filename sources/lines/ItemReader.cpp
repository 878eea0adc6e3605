// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/ItemReader.h"

#include "sources/parse/StreamRecords.h"

namespace livebelt {

async::Task<void> readItems(async::AsyncIterator<QByteArray> pieces, Framing framing, std::unique_ptr<Reader> reader,
                            Batches out, PeerTag peer)
{
    auto batches = streamRecords(std::move(pieces), std::move(framing), std::move(reader));
    while (auto batch = co_await batches.next()) {
        for (Record &record : *batch)
            peer.apply(record);
        co_await out.send(*std::move(batch));
    }
}

} // namespace livebelt
