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

} // namespace livebelt
