// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayKind.h"

#include "sources/feed/KindBuilder.h"
#include "sources/parse/ParserOptions.h"
#include "sources/replay/ReplayFeed.h"

namespace livebelt {

namespace {

/// What was received is read as it was then, unless the address says how.
QList<FeedParameter> readingParameters()
{
    QList<FeedParameter> known = ParserOptions::parameters();
    const FeedParameter format = known.takeFirst();
    return Parameters()
        .choice("parse", "Format", "How what arrived is read again; as it was where nothing is said.",
                QStringList{QString()} + format.choices)
        .with(known);
}

} // namespace

FeedKind replayKind(ReplaySupplier supplier)
{
    return KindBuilder("capture", "Replay of a capture")
        .summary("The records of a capture, at the speed they came or any other.")
        .icon("capture")
        .schemes({"capture"})
        .forms({"capture:/path/file.livebelt[?feed=NAME&speed=2|max&loop=1&maxgap=10]",
                "capture:/path/file.livebelt?from=12:30|+5m|seq:100&to=12:45&filter=E", "capture:demo"})
        .example("capture:demo?loop=1")
        .sends("pause, resume, speed 4, seek 12:30:00, seek -30s or seek seq:120")
        .parameters(
            Parameters()
                .path("Capture", "A .livebelt file, or demo.")
                .required()
                .fallback("demo")
                .text("feed", "Feed", "Name or address of the feed in it; otherwise the first.")
                .text("speed", "Speed", "0.01 to 10000 times the original, or max.")
                .fallback("1")
                .flag("loop", "Loop", "Whether to begin again at the end.")
                .fallback("0")
                .number("maxgap", "Longest silence", "Seconds a longer one is cut to; 0 leaves them all as they were.")
                .fallback("10")
                .text("from", "From",
                      "A time (12:30:00, 2026-11-22T12:30:00Z), a distance (+5m) or a record (seq:100).")
                .text("to", "To", "The same, for its end.")
                .text("filter", "Filter", "Only what matches it, as in the window.")
                .with(readingParameters()))
        .fields(
            {{"time", "when the original came; received is now"}, {"…", "and all those of the feed that was captured"}})
        .overflow(async::Overflow::Block)
        .opens([supplier = std::move(supplier)](const FeedAddress &address,
                                                const Credentials &) -> Result<std::unique_ptr<Feed>> {
            Result<ReplayAddress> parsed = ReplayAddress::from(address);
            if (!parsed)
                return Failure{parsed.error()};
            return std::unique_ptr<Feed>(std::make_unique<ReplayFeed>(*std::move(parsed), supplier));
        });
}

} // namespace livebelt
