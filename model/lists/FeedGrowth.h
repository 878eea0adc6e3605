// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QMetaType>

namespace livebelt {

/// One measurement for a plot.
struct SeriesPoint
{
    QByteArray subject; ///< which line of the plot
    QByteArray unit;
    qint64 time = noTime; ///< microseconds since 1970 UTC
    double value = 0;     ///< NaN breaks the line: a gap
};

/// How far one feed has come since the last frame.
struct FeedGrowth
{
    qint64 feed = 0;
    quint64 end = 0; ///< seq of the newest record
    Records tail;    ///< the newest records, consecutive, the last one has seq == end; may be fewer than have come
    std::vector<SeriesPoint> points; ///< measurements of this frame, thinned to at most a few hundred a subject
    bool isNew = false; ///< the numbers begin anew, with another capture: what was there before is not in it
};

} // namespace livebelt

Q_DECLARE_METATYPE(livebelt::FeedGrowth)
