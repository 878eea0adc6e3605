// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/feeds/FeedKinds.h"
#include "ui/Workspace.h"

namespace livebelt {

/// Tries a feed out before it is added, as Workspace::tryOut() says: secrets that nobody has typed are looked up,
/// nothing is captured. Main thread. Destroying it ends the test at once; the feed's goodbye goes on by itself, for as
/// long as home lives. kinds and home must outlive it.
async::AsyncIterator<TestProgress> runFeedTest(const FeedKinds *kinds, QObject *home, FeedAddress address,
                                               Credentials typed);

} // namespace livebelt
