// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/feeds/Reread.h"

namespace livebelt {

/// How a feed of a capture would be read again with these options, or why that cannot be. The capture is looked at on a
/// thread of its own. kinds must outlive the task.
async::Task<Result<Reread>> rereadOf(const FeedKinds *kinds, QString capture, qint64 feed, Reread::Options options);

/// A path for a capture read again, beside own, where the program's captures are, named after the old one. Nothing
/// stands there.
QString rereadPath(const QString &own, const QString &old);

} // namespace livebelt
