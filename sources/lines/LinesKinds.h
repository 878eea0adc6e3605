// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

#include <vector>

namespace livebelt {

/// Lines, and other items, over whatever carries bytes: tcp (and tls), udp, serial, unix, listen-tcp, listen-udp.
std::vector<FeedKind> linesKinds();

} // namespace livebelt
