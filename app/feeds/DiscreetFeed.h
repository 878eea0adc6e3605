// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// Opens a feed that has secrets: what its Notices say of them (a server may repeat a token in its error) becomes
/// $PASSWORD, and a first Notice warns where one is about to travel for everyone on the way to read. A feed without
/// secrets is the kind's own. Any thread.
Result<std::unique_ptr<Feed>> openDiscreetly(const FeedKind &kind, const FeedAddress &address,
                                             const Credentials &credentials);

/// What travels in the clear to another machine, and what to do about it, as a sentence; empty where nothing does.
QString clearTextWarning(const FeedDescription &kind, const FeedAddress &address, const Credentials &credentials);

} // namespace livebelt
