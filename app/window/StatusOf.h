// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/feeds/FeedProgress.h"
#include "model/capture/FeedInfo.h"
#include "model/lists/FeedStatus.h"

namespace livebelt {

/// What the window shows of a feed in a capture that has been opened; it has no id yet.
FeedStatus statusOf(const FeedInfo &info, const QString &group);
/// Takes over how a live feed fares.
void updateStatus(FeedStatus &status, const FeedProgress::Snapshot &now);
FeedCounters booksOf(const FeedProgress::Snapshot &now);

} // namespace livebelt
