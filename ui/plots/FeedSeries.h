// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedGrowth.h"
#include "ui/plots/PlotSeries.h"

#include <QElapsedTimer>
#include <QHash>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace livebelt {

/// All lines of one feed: a line a series, and one more for each other unit that comes in it. Their number and all
/// their points together are bounded; of series without a line the names are known.
class FeedSeries
{
public:
    static constexpr int mostLines = 256;
    static constexpr std::size_t mostPoints = 400'000;

    struct Line
    {
        SeriesName series;
        QByteArray unit; ///< the first one that came in it
        int color = 0;   ///< among the lines of its unit
        bool shown = false;
        PlotSeries points;
    };

    /// Takes the numbers of one frame. A break without a subject and a field breaks every line.
    void take(const FeedGrowth &growth);
    /// Makes room for a line of this series, by taking out the hidden one that has been silent for longest: the name of
    /// that. Nothing where all lines are shown.
    std::optional<SeriesName> makeRoomFor(const SeriesName &series);

    const std::vector<std::unique_ptr<Line>> &lines() const { return m_lines; } ///< in the order they came
    const QList<QByteArray> &units() const { return m_units; }
    const std::set<SeriesName> &others() const { return m_others; } ///< those without a line
    std::size_t count() const { return m_bySeries.size() + m_others.size(); }
    bool hasMore() const { return m_hasMore; } ///< and others, whose names are not known
    /// Changes whenever there are other lines, units or names than before.
    int generation() const { return m_generation; }
    /// Where the live edge of the plot is: the newest time, moved on by what has passed since it came.
    qint64 edge() const;
    qint64 newest() const { return m_newest; }

private:
    Line *lineFor(const SeriesPoint &point);
    void giveUnit(Line &line, const QByteArray &unit);
    void shareRoom();
    std::vector<std::unique_ptr<Line>> m_lines;
    std::map<SeriesName, std::vector<Line *>> m_bySeries;
    std::set<SeriesName> m_others;
    std::set<SeriesName> m_wanted; ///< by the person: shown as soon as they come
    QList<QByteArray> m_units;
    QHash<QByteArray, int> m_perUnit;
    int m_generation = 0;
    bool m_hasMore = false;
    qint64 m_newest = noTime;
    QElapsedTimer m_arrived;
};

/// For people: "kitchen · temperature".
QString seriesTitle(const SeriesName &series);

} // namespace livebelt
