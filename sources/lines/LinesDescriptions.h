// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"

namespace livebelt {

/// What each of these kinds tells of itself.
FeedDescription tcpDescription();
FeedDescription udpDescription();
FeedDescription serialDescription();
FeedDescription unixDescription();
FeedDescription listenTcpDescription();
FeedDescription listenUdpDescription();

} // namespace livebelt
