// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayKind.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Parameter = FeedParameter;

FeedDescription description()
{
    FeedDescription description;
    description.kind = u"capture"_s;
    description.title = u"A capture, again"_s;
    description.summary = u"Replays a captured feed, at its own speed or another."_s;
    description.icon = u"capture"_s;
    description.schemes = QStringList{u"capture"_s};
    description.forms = QStringList{u"capture:/path/file.livebelt[?feed=NAME][&speed=2][&loop=1][&maxgap=10]"_s};
    description.example = u"capture:demo?loop=1"_s;
    const auto add = [&](Parameter::Part part, Parameter::Type type, const char *name, const QString &label,
                         const QString &help, const QString &fallback) {
        Parameter parameter;
        parameter.part = part;
        parameter.type = type;
        parameter.name = QString::fromLatin1(name);
        parameter.label = label;
        parameter.help = help;
        parameter.fallback = fallback;
        parameter.required = part == Parameter::Part::Path;
        description.parameters.append(parameter);
    };
    add(Parameter::Part::Path, Parameter::Type::Text, "path", u"Capture file"_s,
        u"The capture to replay; “demo” is the one that comes with the program."_s, {});
    add(Parameter::Part::Query, Parameter::Type::Text, "feed", u"Feed"_s,
        u"Name or address of the feed; the first one if nothing is said."_s, {});
    add(Parameter::Part::Query, Parameter::Type::Number, "speed", u"Speed"_s,
        u"2 is twice as fast, 0 as fast as possible."_s, u"1"_s);
    add(Parameter::Part::Query, Parameter::Type::Flag, "loop", u"Start again at the end"_s, u"1 to go on for ever."_s, u"0"_s);
    add(Parameter::Part::Query, Parameter::Type::Number, "maxgap", u"Longest silence"_s,
        u"Seconds; longer silences of the original are cut to this."_s, u"10"_s);
    description.fields = {{u"…"_s, u"those of the feed that was captured; time is the original's"_s}};
    return description;
}

/// A number of the query that is not negative.
Result<double> number(const FeedAddress &address, const QString &name, double fallback)
{
    if (!address.hasQuery(name))
        return fallback;
    bool isNumber = false;
    const double value = address.query(name).toDouble(&isNumber);
    if (!isNumber || !(value >= 0) || value > 1e6)
        return Failure{u"%1= takes a number from 0 on, not “%2”"_s.arg(name, address.query(name))};
    return value;
}

} // namespace

FeedKind replayKind(RecordSupply supply)
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::Block;
    kind.open = [supply = std::move(supply)](const FeedAddress &address,
                                             const Credentials &) -> Result<std::unique_ptr<Feed>> {
        ReplayFeed::Options options;
        options.path = address.path();
        if (options.path.isEmpty())
            return Failure{u"The address names no capture: write capture:/path/file.livebelt"_s};
        const auto speed = number(address, u"speed"_s, 1);
        const auto gap = number(address, u"maxgap"_s, 10);
        if (!speed || !gap)
            return Failure{!speed ? speed.error() : gap.error()};
        options.speed = *speed;
        options.greatestGap = std::chrono::milliseconds(qint64(*gap * 1000));
        options.feed = address.query(u"feed"_s);
        options.loop = address.query(u"loop"_s, u"0"_s) == "1"_L1;
        return std::unique_ptr<Feed>(std::make_unique<ReplayFeed>(options, supply));
    };
    return kind;
}

} // namespace livebelt
