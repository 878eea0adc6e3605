// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// What the services of this computer say: journal:. See JournalAddress and JournalConnection.
FeedKind journalKind();

} // namespace livebelt
