// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/every/EveryAddress.h"

#include "sources/feed/Duration.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Result<EveryAddress> EveryAddress::from(const FeedAddress &address)
{
    EveryAddress result;
    const auto interval = parseDuration(address.path());
    if (!interval || *interval < 1ms || *interval > 24h)
        return Failure{
            u"A clock ticks every 1ms to 24h, as in every:500ms or every:1s, not every “%1”"_s.arg(address.path())};
    result.interval = *interval;
    if (address.hasQuery(u"count"_s)) {
        const QString count = address.query(u"count"_s);
        bool isNumber = false;
        result.count = count.toULongLong(&isNumber);
        if (!isNumber || result.count == 0)
            return Failure{
                u"count is how many ticks there are, 1 or more, not “%1”: leave it out for no end"_s.arg(count)};
    }
    return result;
}

} // namespace livebelt
