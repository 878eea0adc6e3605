// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/KindBuilder.h"

namespace livebelt {

/// What each of these kinds tells of itself.
KindBuilder tcpDescription();
KindBuilder udpDescription();
KindBuilder serialDescription();
KindBuilder unixDescription();
KindBuilder listenTcpDescription();
KindBuilder listenUdpDescription();

} // namespace livebelt
