// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QMetaType>

namespace livebelt {

/// One point of a series (SeriesValues.h), for a plot.
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
    quint64 end = 0; ///< seq of the newest record
    Records tail;    ///< the newest records, consecutive, the last one has seq == end; may be fewer than have come
    std::vector<SeriesPoint> points; ///< numbers of this frame, thinned to at most a few hundred a series
    bool isNew = false; ///< the numbers begin anew, with another capture: what was there before is not in it
};

} // namespace livebelt

Q_DECLARE_METATYPE(livebelt::FeedGrowth)
