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
    Name{"cpu"_L1, SystemAddress::Cpu},
    Name{"memory"_L1, SystemAddress::Memory},
    Name{"process"_L1, SystemAddress::Process},
    Name{"load"_L1, SystemAddress::Load},
    Name{"network"_L1, SystemAddress::Network},
    Name{"disk"_L1, SystemAddress::Disk},
    Name{"temperature"_L1, SystemAddress::Temperature},
};

constexpr qsizetype kernelName = 15; ///< bytes of a process' name that the kernel keeps

Result<void> readPart(SystemAddress &result, const QString &word)
{
    const QString part = word.section(u'/', 0, 0), disk = word.section(u'/', 1);
    const auto name = std::find_if(names.begin(), names.end(), [&part](const Name &n) { return n.text == part; });
    const bool hasDisk = word.contains(u'/');
    if (name == names.end() ||
        (hasDisk && (name->part != SystemAddress::Disk || disk.isEmpty() || disk.contains(u'/'))))
        return Failure{
            u"This computer tells cpu, memory, load, network, disk, disk/sda, temperature and process, not “%1”: "
            "try system: or system:cpu"_s.arg(word)};
    result.parts |= name->part;
    if (hasDisk)
        result.disks.append(disk.toUtf8());
    return {};
}

Result<void> readProcesses(SystemAddress &result, const FeedAddress &address)
{
    for (const QString &name : address.queries(u"name"_s)) {
        if (name.isEmpty())
            return Failure{u"name is that of a program, as in name=firefox"_s};
        result.processes.names.append(name.toUtf8().left(kernelName));
    }
    bool isNumber = false;
    for (const QString &number : address.queries(u"pid"_s)) {
        result.processes.pids.append(number.toLongLong(&isNumber));
        if (!isNumber || result.processes.pids.constLast() < 1)
            return Failure{u"pid is the number of a process, not “%1”"_s.arg(number)};
    }
    if (address.hasQuery(u"top"_s)) {
        result.processes.top = address.query(u"top"_s).toInt(&isNumber);
        if (!isNumber || result.processes.top < 1 || result.processes.top > 1000)
            return Failure{u"top is how many processes are shown, 1 to 1000, not “%1”"_s.arg(address.query(u"top"_s))};
    }
    const bool hasAny = result.processes.isNamed() || address.hasQuery(u"top"_s);
    if (hasAny && !(result.parts & SystemAddress::Process))
        return Failure{u"name, pid and top are about processes: write system:process?name=firefox"_s};
    return {};
}

} // namespace

Result<SystemAddress> SystemAddress::from(const FeedAddress &address)
{
    SystemAddress result;
    const QString path = address.path();
    if (!path.isEmpty())
        result.parts = {};
    for (const QString &word : path.isEmpty() ? QStringList() : path.split(u',')) {
        if (auto read = readPart(result, word); !read)
            return Failure{read.error()};
    }
    if (auto read = readProcesses(result, address); !read)
        return Failure{read.error()};
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
