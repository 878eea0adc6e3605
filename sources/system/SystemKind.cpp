// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/SystemKind.h"

#include "sources/feed/Parameter.h"
#include "sources/system/SystemFeed.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

FeedDescription description()
{
    FeedDescription result;
    result.kind = u"system"_s;
    result.title = u"This computer"_s;
    result.summary =
        u"Processor, memory, load, network, disks, temperatures and processes of this computer, once a second."_s;
    result.icon = u"system"_s;
    result.schemes = {u"system"_s};
    result.forms = {u"system:[cpu|memory|load|network|disk|temperature][,...][?every=1s]"_s,
                    u"system:disk/sda[?every=1s]"_s, u"system:process[?name=NAME|pid=NUMBER|top=10][&every=1s]"_s};
    result.example = u"system:cpu"_s;

    FeedParameter part;
    part.part = FeedParameter::Part::Path;
    part.type = FeedParameter::Type::Choice;
    part.name = u"part"_s;
    part.label = u"What"_s;
    part.help = u"Which numbers; everything but processes where nothing is chosen."_s;
    part.choices = {QString(),    u"cpu"_s,  u"memory"_s,      u"load"_s,
                    u"network"_s, u"disk"_s, u"temperature"_s, u"process"_s};
    FeedParameter every;
    every.part = FeedParameter::Part::Query;
    every.name = u"every"_s;
    every.label = u"Every"_s;
    every.help = u"From 100ms to 1h: 500ms, 2s, 5min."_s;
    every.fallback = u"1s"_s;
    const auto query = [](const QString &name, const QString &label, const QString &help) {
        return parameter(FeedParameter::Part::Query, FeedParameter::Type::Text, name, label, help);
    };
    result.parameters = {
        part, every,
        repeated(
            query(u"name"_s, u"Process name"_s,
                  u"Of a program, such as firefox; its starts and ends are told. It can be given several times."_s)),
        repeated(
            query(u"pid"_s, u"Process number"_s, u"The feed ends with the process. It can be given several times."_s)),
        query(u"top"_s, u"Busiest processes"_s, u"How many, where neither name nor number is given: 10."_s)};
    result.fields = {{u"subject"_s, u"cpu, cpu/0, load/1m, memory/used, network/eth0/in, disk/sda/read, "
                                    u"disk/sda/requests, disk/sda/busy, mount/home/free, temperature/…, "
                                    "process/firefox/1234/cpu (of one processor), …/memory, …/read, …/write"_s},
                     {u"value"_s, u"the reading"_s},
                     {u"unit"_s, u"of the value, in UCUM: %, By, By/s, Cel, 1/s, 1"_s},
                     {u"name"_s, u"the process' name"_s},
                     {u"pid"_s, u"its number"_s}};
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
