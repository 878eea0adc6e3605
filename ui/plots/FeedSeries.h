// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedGrowth.h"
#include "ui/plots/PlotSeries.h"

#include <QElapsedTimer>
#include <QHash>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

namespace livebelt {

/// All lines of one feed. Their number and all their points together are bounded.
class FeedSeries
{
public:
    static constexpr int mostSeries = 256;
    static constexpr std::size_t mostPoints = 400'000;

    struct Line
    {
        QByteArray subject;
        QByteArray field; ///< empty: the value itself
        QByteArray unit;
        int color = 0; ///< among the lines of its unit
        bool shown = false;
        PlotSeries series;
        QString name() const; ///< for people: "kitchen · temperature"
    };

    /// Takes the numbers of one frame. A break without a subject and a field breaks every line.
    void take(const std::vector<SeriesPoint> &points);

    const std::vector<std::unique_ptr<Line>> &lines() const { return m_lines; } ///< in the order they came
    const QList<QByteArray> &units() const { return m_units; }
    quint64 leftOut() const { return m_leftOut; } ///< points of series beyond mostSeries
    /// Where the live edge of the plot is: the newest time, moved on by what has passed since it came.
    qint64 edge() const;
    qint64 newest() const { return m_newest; }

private:
    Line *lineFor(const SeriesPoint &point);
    std::vector<std::unique_ptr<Line>> m_lines;
    std::map<std::tuple<QByteArray, QByteArray, QByteArray>, Line *> m_bySeries; ///< subject, field, unit
    QList<QByteArray> m_units;
    QHash<QByteArray, int> m_perUnit;
    quint64 m_leftOut = 0;
    qint64 m_newest = noTime;
    QElapsedTimer m_arrived;
};

} // namespace livebelt
