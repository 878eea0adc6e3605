// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/every/EveryKind.h"

#include "sources/every/EveryFeed.h"
#include "sources/feed/KindBuilder.h"

namespace livebelt {

FeedKind everyKind()
{
    return KindBuilder("every", "Clock")
        .summary("A tick at a fixed interval, with how late it came by the monotonic clock.")
        .icon("clock")
        .schemes({"every"})
        .forms({"every:1s[?count=N]"})
        .example("every:1s")
        .parameters(Parameters()
                        .path("Every", "From 1ms to 24h: 500ms, 2s, 5min.", "interval")
                        .fallback("1s")
                        .required()
                        .number("count", "How often", "The number of ticks; no end where nothing is said."))
        .fields({{"value", "how long after its due time the tick came"},
                 {"unit", "ms"},
                 {"count", "the number of the tick: 1, 2, 3, …"},
                 {"drift", "milliseconds the time of day has moved against the monotonic clock since the start"},
                 {"missed", "how many ticks before this one did not come, where there are any"}})
        // Behind a consumer that has stopped, the clock misses ticks and counts them: there is nothing to pile up.
        .overflow(async::Overflow::Block)
        .opens<EveryFeed>(&EveryAddress::from);
}

} // namespace livebelt
