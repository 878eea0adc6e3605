// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/exec/ExecOutput.h"

#include "sources/parse/StreamRecords.h"

namespace livebelt {

async::Task<void> sendOutput(async::AsyncIterator<QByteArray> pieces, Framing framing, ParserOptions options,
                             QByteArray subject, ExecRecords channel)
{
    auto batches = streamRecords(std::move(pieces), std::move(framing), std::make_unique<Reader>(options));
    while (auto batch = co_await batches.next()) {
        for (Record &record : *batch) {
            if (record.subject.isEmpty())
                record.subject = subject;
        }
        const bool isWanted = co_await channel.send(*std::move(batch));
        if (!isWanted)
            co_return;
    }
}

} // namespace livebelt
