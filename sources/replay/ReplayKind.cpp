// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayKind.h"

#include "sources/feed/Parameter.h"
#include "sources/replay/ReplayFeed.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

FeedDescription description()
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    FeedDescription result;
    result.kind = u"capture"_s;
    result.title = u"Replay of a capture"_s;
    result.summary = u"The records of a capture, at the speed they came or any other."_s;
    result.icon = u"capture"_s;
    result.schemes = {u"capture"_s};
    result.forms = {u"capture:/path/file.livebelt[?feed=NAME&speed=2|max&loop=1&maxgap=10]"_s,
                    u"capture:/path/file.livebelt?from=12:30|+5m|seq:100&to=12:45&filter=E"_s, u"capture:demo"_s};
    result.example = u"capture:demo?loop=1"_s;
    result.sendPrompt = u"pause, resume, speed 4, seek 12:30:00, seek -30s or seek seq:120"_s;
    result.parameters = {
        parameter(Part::Path, Type::Text, u"path"_s, u"Capture"_s, u"A .livebelt file, or demo."_s, u"demo"_s),
        parameter(Part::Query, Type::Text, u"feed"_s, u"Feed"_s,
                  u"Name or address of the feed in it; otherwise the first."_s),
        parameter(Part::Query, Type::Text, u"speed"_s, u"Speed"_s, u"0.01 to 10000 times the original, or max."_s,
                  u"1"_s),
        parameter(Part::Query, Type::Flag, u"loop"_s, u"Loop"_s, u"Whether to begin again at the end."_s, u"0"_s),
        parameter(Part::Query, Type::Number, u"maxgap"_s, u"Longest silence"_s,
                  u"Seconds a longer one is cut to; 0 leaves them all as they were."_s, u"10"_s),
        parameter(Part::Query, Type::Text, u"from"_s, u"From"_s,
                  u"A time (12:30:00, 2026-11-22T12:30:00Z), a distance (+5m) or a record (seq:100)."_s),
        parameter(Part::Query, Type::Text, u"to"_s, u"To"_s, u"The same, for its end."_s),
        parameter(Part::Query, Type::Text, u"filter"_s, u"Filter"_s, u"Only what matches it, as in the window."_s),
    };
    result.parameters.first().required = true;
    result.fields = {{u"time"_s, u"when the original came; received is now"_s},
                     {u"…"_s, u"and all those of the feed that was captured"_s}};
    return result;
}

} // namespace

FeedKind replayKind(ReplaySupplier supplier)
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::Block;
    kind.open = [supplier = std::move(supplier)](const FeedAddress &address,
                                                 const Credentials &) -> Result<std::unique_ptr<Feed>> {
        Result<ReplayAddress> parsed = ReplayAddress::from(address);
        if (!parsed)
            return Failure{parsed.error()};
        return std::unique_ptr<Feed>(std::make_unique<ReplayFeed>(*std::move(parsed), supplier));
    };
    return kind;
}

} // namespace livebelt
