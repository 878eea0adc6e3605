// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// Files that grow, or are read once: file:/var/log/syslog, file:/var/log/*.log. See FileAddress, FileFeed and
/// FileGroup.
FeedKind fileKind();

} // namespace livebelt
