// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// A WebSocket: wss://host/path. See WebSocketAddress and WebSocketConnection.
FeedKind webSocketKind();

} // namespace livebelt
