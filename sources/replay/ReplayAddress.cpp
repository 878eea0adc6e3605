// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayAddress.h"

#include "sources/parse/ParserOptions.h"
#include "sources/replay/ReplayCommand.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr int longestGap = 24 * 3600;
} // namespace

Result<ReplayAddress> ReplayAddress::from(const FeedAddress &address)
{
    ReplayAddress result;
    ReplayQuery &query = result.query;
    query.path = address.path();
    query.feed = address.query(u"feed"_s);
    query.filter = address.query(u"filter"_s);
    const QList<FeedParameter> known = ParserOptions::parameters();
    for (const FeedParameter &parameter : known) {
        if (address.hasQuery(parameter.name))
            query.reading.append({parameter.name, address.query(parameter.name)});
    }
    if (const auto options = ParserOptions::from(address); !options)
        return Failure{options.error()};
    if (query.path.isEmpty())
        return Failure{u"The address names no capture: give one like capture:/path/to/file.livebelt"_s};
    for (const auto &[name, place] : {std::pair(u"from"_s, &query.from), std::pair(u"to"_s, &query.to)}) {
        const Result<ReplayPlace> read =
            address.hasQuery(name) ? ReplayPlace::from(address.query(name)) : Result<ReplayPlace>(ReplayPlace());
        if (!read)
            return Failure{read.error()};
        *place = *read;
    }
    const auto speed = replaySpeed(address.query(u"speed"_s, u"1"_s));
    if (!speed)
        return Failure{speed.error()};
    result.speed = *speed;

    const QString gap = address.query(u"maxgap"_s, u"10"_s);
    bool isNumber = false;
    const int seconds = (gap.endsWith(u's') ? gap.chopped(1) : gap).toInt(&isNumber);
    if (!isNumber || seconds < 0 || seconds > longestGap)
        return Failure{u"maxgap is a number of seconds, 0 for no limit, not “%1”"_s.arg(gap)};
    result.maxGap = std::chrono::seconds(seconds);

    const QString loop = address.query(u"loop"_s, u"0"_s);
    if (loop != u"0" && loop != u"1")
        return Failure{u"loop is 1 or 0, not “%1”"_s.arg(loop)};
    result.loops = loop == u"1";
    return result;
}

} // namespace livebelt
