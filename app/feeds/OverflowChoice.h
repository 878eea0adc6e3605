// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// What a feed of that kind can be told to do while the capture is behind, the same for all kinds: `overflow`, among
/// the parameters of its description.
FeedParameter overflowParameter(const FeedKind &kind);

/// What the address chooses, or what is right for the kind; a sentence where it is neither block nor drop.
Result<async::Overflow> chosenOverflow(const FeedKind &kind, const FeedAddress &address);

} // namespace livebelt
