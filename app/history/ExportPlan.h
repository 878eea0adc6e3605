// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/Exporter.h"
#include "model/capture/RecordPages.h"
#include "model/filter/Filter.h"

namespace livebelt {

// What an export and its estimate find out first.

/// The feeds that are wanted; fails where there is none of that name.
Result<QList<FeedInfo>> chosenFeeds(RecordPages &reader, const Exporter::Job &job);

/// The first and the last record of a feed that are wanted; none where the last is before the first.
std::pair<quint64, quint64> rangeOf(const FeedInfo &feed, const Exporter::Job &job);

/// The columns that are written; none: those that are usual. nullopt: cancelled.
Result<std::optional<CsvColumns>> columnsFor(RecordPages &reader, const QList<FeedInfo> &feeds,
                                             const Exporter::Job &job, const Filter &filter,
                                             const std::atomic<bool> &cancel);

} // namespace livebelt
