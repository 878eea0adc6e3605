// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/SystemKind.h"

#include "sources/system/SystemFeed.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

FeedDescription description()
{
    FeedDescription result;
    result.kind = u"system"_s;
    result.title = u"This computer"_s;
    result.summary = u"Processor, memory, load, network, disks and temperatures of this computer, once a second."_s;
    result.icon = u"system"_s;
    result.schemes = {u"system"_s};
    result.forms = {u"system:[cpu|memory|load|network|disk|temperature][,...][?every=1s]"_s};
    result.example = u"system:cpu"_s;

    FeedParameter part;
    part.part = FeedParameter::Part::Path;
    part.type = FeedParameter::Type::Choice;
    part.name = u"part"_s;
    part.label = u"What"_s;
    part.help = u"Which numbers; everything where nothing is chosen."_s;
    part.choices = {QString(), u"cpu"_s, u"memory"_s, u"load"_s, u"network"_s, u"disk"_s, u"temperature"_s};
    FeedParameter every;
    every.part = FeedParameter::Part::Query;
    every.name = u"every"_s;
    every.label = u"Every"_s;
    every.help = u"From 100ms to 1h: 500ms, 2s, 5min."_s;
    every.fallback = u"1s"_s;
    result.parameters = {part, every};
    result.fields = {
        {u"subject"_s, u"cpu, cpu/0, load/1m, memory/used, network/eth0/in, disk/sda/read, temperature/…"_s},
        {u"value"_s, u"the reading"_s},
        {u"unit"_s, u"of the value, in UCUM: %, By, By/s, Cel, 1"_s}};
    return result;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &)
{
    const Result<SystemAddress> parsed = SystemAddress::from(address);
    if (!parsed)
        return Failure{parsed.error()};
    return std::unique_ptr<Feed>(std::make_unique<SystemFeed>(*parsed));
}

} // namespace

FeedKind systemKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::DropOldest;
    kind.open = &open;
    return kind;
}

} // namespace livebelt
