// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// The output of a program: exec:ping -c 3 localhost. See ExecAddress and ExecFeed.
FeedKind execKind();

/// What an address has run here, as in "runs a program": what it says, always.
QString whatExecRuns(const FeedAddress &address);

} // namespace livebelt
