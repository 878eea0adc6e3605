// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "sources/system/ProcessChoice.h"

#include <QFlags>
#include <chrono>

namespace livebelt {

/// What an address of the kind system says:
/// system:[cpu|memory|load|network|disk[/NAME]|temperature|process][,...][?every=1s][&name=NAME|pid=NUMBER|top=10]
struct SystemAddress
{
    enum Part {
        Cpu = 1,
        Memory = 2,
        Load = 4,
        Network = 8,
        Disk = 16,
        Temperature = 32,
        Everything = 63,
        Process = 64
    };
    Q_DECLARE_FLAGS(Parts, Part)

    Parts parts = Everything;
    std::chrono::milliseconds interval{1000}; ///< 100 ms to 1 h

    QByteArrayList disks; ///< of that name only; all where empty
    ProcessChoice processes;

    static Result<SystemAddress> from(const FeedAddress &address);
};
Q_DECLARE_OPERATORS_FOR_FLAGS(SystemAddress::Parts)

} // namespace livebelt
