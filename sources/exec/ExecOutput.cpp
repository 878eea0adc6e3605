// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/exec/ExecOutput.h"

#include "model/records/Timestamp.h"
#include "sources/parse/Framer.h"
#include "sources/parse/ItemParser.h"

namespace livebelt {

using namespace async;

namespace {

/// What the items of one piece became.
struct Pending
{
    Records records;
    qint64 received = 0;
    bool isWanted = true;
};

/// The pieces; whoever asks for the next one has done with the one before, so its records are on their way first.
AsyncIterator<QByteArray> sending(AsyncIterator<QByteArray> pieces, Pending *pending, ExecRecords channel)
{
    while (auto piece = co_await pieces.next()) {
        pending->received = nowMicros();
        co_yield std::move(*piece);
        if (pending->records.empty())
            continue;
        const size_t count = pending->records.size();
        Records records = std::exchange(pending->records, {});
        pending->records.reserve(count);
        pending->isWanted = co_await channel.send(std::move(records));
        if (!pending->isWanted)
            co_return;
    }
}

} // namespace

Task<void> sendOutput(AsyncIterator<QByteArray> pieces, Framing framing, ParserOptions options, QByteArray subject,
                      ExecRecords channel)
{
    Pending pending;
    const auto parser = makeParser(options);
    auto items = framed(sending(std::move(pieces), &pending, channel), framing);
    while (auto item = co_await items.next()) {
        const size_t before = pending.records.size();
        parseItem(*parser, *item, pending.received, pending.records);
        for (size_t i = before; i < pending.records.size() && !subject.isEmpty(); ++i) {
            if (pending.records[i].subject.isEmpty())
                pending.records[i].subject = subject;
        }
    }
    parser->finish(nowMicros(), pending.records);
    if (pending.isWanted && !pending.records.empty())
        co_await channel.send(std::move(pending.records));
}

} // namespace livebelt
