// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/Duration.h"

#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Unit
{
    QLatin1StringView text;
    std::chrono::milliseconds length;
};
/// "ms" before "s", which it ends with.
constexpr std::array units{Unit{"ms"_L1, 1ms}, Unit{"s"_L1, 1s}, Unit{"min"_L1, 1min},
                           Unit{"m"_L1, 1min}, Unit{"h"_L1, 1h}, Unit{"d"_L1, 24h}};
constexpr std::chrono::milliseconds longest = 100 * 365 * 24h;

} // namespace

std::optional<std::chrono::milliseconds> parseDuration(const QString &text)
{
    for (const Unit &unit : units) {
        if (!text.endsWith(unit.text))
            continue;
        bool isNumber = false;
        const double number = text.chopped(unit.text.size()).toDouble(&isNumber);
        const double milliseconds = number * double(unit.length.count());
        if (isNumber && milliseconds >= 0 && milliseconds <= double(longest.count()))
            return std::chrono::milliseconds(qint64(milliseconds));
        return std::nullopt;
    }
    return std::nullopt;
}

QString waitText(std::chrono::milliseconds duration)
{
    if (duration < std::chrono::seconds(100))
        return u"%1 s"_s.arg(double(duration.count()) / 1000, 0, 'f', 1);
    const qint64 seconds = duration.count() / 1000;
    if (seconds < 3600)
        return seconds % 60 == 0 ? u"%1 min"_s.arg(seconds / 60) : u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
    const qint64 minutes = seconds / 60;
    if (minutes >= qint64(48) * 60)
        return u"%1 days"_s.arg(minutes / (qint64(24) * 60));
    return minutes % 60 == 0 ? u"%1 h"_s.arg(minutes / 60) : u"%1 h %2 min"_s.arg(minutes / 60).arg(minutes % 60);
}

} // namespace livebelt
