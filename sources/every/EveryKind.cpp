// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/every/EveryKind.h"

#include "sources/every/EveryFeed.h"
#include "sources/feed/Parameter.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

FeedDescription description()
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    FeedDescription result;
    result.kind = u"every"_s;
    result.title = u"Clock"_s;
    result.summary = u"A tick at a fixed interval, with how late it came by the monotonic clock."_s;
    result.icon = u"clock"_s;
    result.schemes = {u"every"_s};
    result.forms = {u"every:1s[?count=N]"_s};
    result.example = u"every:1s"_s;
    result.parameters = {
        required(parameter(Part::Path, Type::Text, u"interval"_s, u"Every"_s, u"From 1ms to 24h: 500ms, 2s, 5min."_s,
                           u"1s"_s)),
        parameter(Part::Query, Type::Number, u"count"_s, u"How often"_s,
                  u"The number of ticks; no end where nothing is said."_s),
    };
    result.fields = {
        {u"value"_s, u"how long after its due time the tick came"_s},
        {u"unit"_s, u"ms"_s},
        {u"count"_s, u"the number of the tick: 1, 2, 3, …"_s},
        {u"drift"_s, u"milliseconds the time of day has moved against the monotonic clock since the start"_s},
        {u"missed"_s, u"how many ticks before this one did not come, where there are any"_s}};
    return result;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &)
{
    const Result<EveryAddress> parsed = EveryAddress::from(address);
    if (!parsed)
        return Failure{parsed.error()};
    return std::unique_ptr<Feed>(std::make_unique<EveryFeed>(*parsed));
}

} // namespace

FeedKind everyKind()
{
    FeedKind kind;
    kind.description = description();
    // Behind a consumer that has stopped, the clock misses ticks and counts them: there is nothing to pile up.
    kind.overflow = async::Overflow::Block;
    kind.open = &open;
    return kind;
}

} // namespace livebelt
