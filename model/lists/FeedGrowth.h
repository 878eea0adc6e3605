// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latest/LatestChange.h"
#include "model/records/Record.h"

#include <QMetaType>
#include <compare>

namespace livebelt {

/// A series of a feed (SeriesValues.h).
struct SeriesName
{
    QByteArray subject;
    QByteArray field; ///< empty: the records' own value
    friend bool operator==(const SeriesName &, const SeriesName &) = default;
    friend std::strong_ordering operator<=>(const SeriesName &a, const SeriesName &b)
    {
        const int subjects = a.subject.compare(b.subject);
        return (subjects != 0 ? subjects : a.field.compare(b.field)) <=> 0;
    }
};

/// One point of a series, for a plot.
struct SeriesPoint
{
    QByteArray subject;
    QByteArray unit;
    qint64 time = noTime; ///< microseconds since 1970 UTC
    double value = 0;     ///< NaN breaks the line: a gap, of all series of the feed where neither is named
    QByteArray field{};   ///< of the record; empty: its own value
};

/// How far one feed has come since the last frame.
struct FeedGrowth
{
    qint64 feed = 0;
    quint64 first = 0; ///< seq of the oldest record that is still there; 0: nothing is known of that
    quint64 end = 0;   ///< seq of the newest record
    Records tail;      ///< the newest records, consecutive, the last one has seq == end; may be fewer than have come
    std::vector<SeriesPoint> points; ///< numbers of this frame, thinned to at most a few hundred a series
    bool isNew = false; ///< the numbers begin anew, with another capture: what was there before is not in it
    std::vector<SeriesName> unfollowed{}; ///< series that came for the first time, of which no points are given
    bool hasMoreSeries = false;           ///< there are others, too many to tell their names
    LatestChanges latest{};               ///< what has come of each subject, where somebody looks at that
    bool hasMoreSubjects = false;         ///< than there is room for in latest
};

} // namespace livebelt

Q_DECLARE_METATYPE(livebelt::FeedGrowth)
