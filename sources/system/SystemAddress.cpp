// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/SystemAddress.h"

#include "sources/feed/Duration.h"

#include <algorithm>
#include <array>

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
        const auto interval = parseDuration(address.query(u"every"_s));
        if (!interval || *interval < 100ms || *interval > 1h)
            return Failure{
                u"every is from 100ms to 1h, as in every=500ms or every=2s, not “%1”"_s.arg(address.query(u"every"_s))};
        result.interval = *interval;
    }
    return result;
}

} // namespace livebelt
