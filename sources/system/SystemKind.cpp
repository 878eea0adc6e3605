// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/SystemKind.h"

#include "sources/feed/KindBuilder.h"
#include "sources/system/SystemFeed.h"

namespace livebelt {

using namespace Qt::StringLiterals;

FeedKind systemKind()
{
    return KindBuilder("system", "This computer")
        .summary("Processor, memory, load, network, disks, temperatures and processes of this computer, once a second.")
        .icon("system")
        .view(ViewKind::Board)
        .schemes({"system"})
        .forms({"system:[cpu|memory|load|network|disk|temperature][,...][?every=1s]", "system:disk/sda[?every=1s]",
                "system:process[?name=NAME|pid=NUMBER|top=10][&every=1s]"})
        .example("system:cpu")
        .parameters(
            Parameters()
                .path("What", "Which numbers; everything but processes where nothing is chosen.", "part")
                .choices({"", "cpu", "memory", "load", "network", "disk", "temperature", "process"})
                .text("every", "Every", "From 100ms to 1h: 500ms, 2s, 5min.")
                .fallback("1s")
                .text("name", "Process name",
                      "Of a program, such as firefox; its starts and ends are told. It can be given several times.")
                .repeated()
                .text("pid", "Process number", "The feed ends with the process. It can be given several times.")
                .repeated()
                .text("top", "Busiest processes", "How many, where neither name nor number is given: 10."))
        .fields(
            {{"subject",
              "cpu, cpu/0, load/1m, memory/used, network/eth0/in, disk/sda/read, disk/sda/requests, disk/sda/busy, "
              "mount/home/free, temperature/…, process/firefox/1234/cpu (of one processor), …/memory, …/read, …/write"},
             {"value", "the reading"},
             {"unit", "of the value, in UCUM: %, By, By/s, Cel, 1/s, 1"},
             {"name", "the process' name"},
             {"pid", "its number"}})
        .overflow(async::Overflow::DropOldest)
        .opens<SystemFeed>(&SystemAddress::from);
}

} // namespace livebelt
