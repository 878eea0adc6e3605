// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/SystemAddress.h"

#include <algorithm>
#include <array>
#include <optional>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Name
{
    QLatin1StringView text;
    SystemAddress::Part part;
};
constexpr std::array names{
    Name{"cpu"_L1, SystemAddress::Cpu},   Name{"memory"_L1, SystemAddress::Memory},
    Name{"load"_L1, SystemAddress::Load}, Name{"network"_L1, SystemAddress::Network},
    Name{"disk"_L1, SystemAddress::Disk}, Name{"temperature"_L1, SystemAddress::Temperature},
};

struct Unit
{
    QLatin1StringView text;
    std::chrono::milliseconds length;
};
constexpr std::array units{Unit{"ms"_L1, 1ms}, Unit{"s"_L1, 1s}, Unit{"min"_L1, 1min}, Unit{"h"_L1, 1h}};

std::optional<std::chrono::milliseconds> duration(const QString &text)
{
    for (const Unit &unit : units) {
        if (!text.endsWith(unit.text))
            continue;
        bool isNumber = false;
        const double number = text.chopped(unit.text.size()).toDouble(&isNumber);
        const double milliseconds = number * double(unit.length.count());
        if (isNumber && milliseconds >= 100 && milliseconds <= 3'600'000)
            return std::chrono::milliseconds(qint64(milliseconds));
    }
    return std::nullopt;
}

} // namespace

Result<SystemAddress> SystemAddress::from(const FeedAddress &address)
{
    SystemAddress result;
    const QString path = address.path();
    if (!path.isEmpty())
        result.parts = {};
    for (const QString &word : path.isEmpty() ? QStringList() : path.split(u',')) {
        const auto name = std::find_if(names.begin(), names.end(), [&word](const Name &n) { return n.text == word; });
        if (name == names.end()) {
            return Failure{u"This computer tells cpu, memory, load, network, disk and temperature, not “%1”: "
                           "try system: or system:cpu"_s.arg(word)};
        }
        result.parts |= name->part;
    }
    if (address.hasQuery(u"every"_s)) {
        const auto interval = duration(address.query(u"every"_s));
        if (!interval)
            return Failure{
                u"every is from 100ms to 1h, as in every=500ms or every=2s, not “%1”"_s.arg(address.query(u"every"_s))};
        result.interval = *interval;
    }
    return result;
}

} // namespace livebelt
