// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayAddress.h"

#include <cmath>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr double fastest = 10'000, slowest = 0.01;
constexpr int longestGap = 24 * 3600;
} // namespace

Result<ReplayAddress> ReplayAddress::from(const FeedAddress &address)
{
    ReplayAddress result;
    result.path = address.path();
    result.feed = address.query(u"feed"_s);
    if (result.path.isEmpty())
        return Failure{u"The address names no capture: give one like capture:/path/to/file.livebelt"_s};

    const QString speed = address.query(u"speed"_s, u"1"_s);
    bool isNumber = false;
    result.speed = speed == u"max" ? 0 : speed.toDouble(&isNumber);
    if (speed != u"max" && (!isNumber || !std::isfinite(result.speed) || result.speed > fastest ||
                            (result.speed < slowest && result.speed != 0))) {
        return Failure{u"speed is from 0.01 to 10000 times the original, or max, not “%1”"_s.arg(speed)};
    }

    const QString gap = address.query(u"maxgap"_s, u"10"_s);
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
