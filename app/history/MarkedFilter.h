// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/FeedInfo.h"
#include "model/filter/Filter.h"
#include "model/records/Result.h"

namespace livebelt {

/// The filter with the marks of the feed, which are read where it asks for marks. capture is a file or a folder.
Result<Filter> withMarksOf(const FeedInfo &feed, const QString &capture, const Filter &filter);

} // namespace livebelt
