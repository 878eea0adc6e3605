// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "sources/replay/ReplayPlace.h"

namespace livebelt {

/// Which records of a capture are wanted. A value.
struct ReplayQuery
{
    QString path;     ///< "demo" is the capture that comes with the program
    QString feed;     ///< name or address of one of its feeds; empty for the first
    ReplayPlace from; ///< the first at or after it
    ReplayPlace to;   ///< the last at or before it
    QString filter;   ///< in the filter language; empty for all
    /// How what arrived is to be read, in place of how it was: names and values of ParserOptions; none: as it was.
    QList<FeedAddress::Option> reading{};
};

} // namespace livebelt
