// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// Live chat over IRC: irc:// and ircs://.
FeedKind ircKind();

} // namespace livebelt
