// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/Envelope.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

constexpr qsizetype longestPiece = 32; ///< points

bool isBreak(const QPointF &point)
{
    return std::isnan(point.x()) || std::isnan(point.y());
}

/// Builds an Envelope from one segment of the curve after the other.
class Builder
{
public:
    explicit Builder(double pixel) : m_pixel(pixel) {}

    void add(const QPointF &from, const QPointF &to)
    {
        if (to.x() - from.x() < 2 * m_pixel)
            addDense(from, to);
        else
            addSparse(from, to);
    }
    /// A point without neighbours.
    void addLone(const QPointF &point) { m_result.lone.append(point); }
    void interrupt() { m_isInPiece = false; }
    Envelope take()
    {
        flushColumn();
        return std::move(m_result);
    }

private:
    void addSparse(const QPointF &from, const QPointF &to)
    {
        flushColumn();
        if (!m_isInPiece)
            m_result.pieces.append(QPolygonF{from});
        else if (m_result.pieces.constLast().size() >= longestPiece)
            m_result.pieces.append(QPolygonF{m_result.pieces.constLast().constLast()});
        m_result.pieces.last().append(to);
        m_isInPiece = true;
    }
    void addDense(const QPointF &from, const QPointF &to)
    {
        m_isInPiece = false;
        const auto first = qint64(std::floor(from.x() / m_pixel));
        const auto last = qint64(std::floor(to.x() / m_pixel));
        stretch(first, from.y());
        // What connects the columns belongs to the earlier one, up to the middle.
        const double middle = (from.y() + to.y()) / 2;
        if (first != last)
            stretch(first, middle);
        for (qint64 between = first + 1; between <= last; ++between)
            stretch(between, middle);
        stretch(last, to.y());
    }
    void stretch(qint64 at, double value)
    {
        if (!m_hasColumn || at != m_column) {
            flushColumn();
            m_column = at;
            m_low = m_high = value;
            m_hasColumn = true;
            return;
        }
        m_low = std::min(m_low, value);
        m_high = std::max(m_high, value);
    }
    void flushColumn()
    {
        if (m_hasColumn)
            m_result.columns.append(column((double(m_column) + 0.5) * m_pixel, m_low, m_high));
        m_hasColumn = false;
    }
    QLineF column(double x, double low, double high) const { return {x, low, x, std::max(high, low + m_pixel)}; }

    Envelope m_result;
    const double m_pixel;
    bool m_isInPiece = false;
    bool m_hasColumn = false;
    qint64 m_column = 0;
    double m_low = 0;
    double m_high = 0;
};

} // namespace

Envelope envelopeOf(const QList<QPointF> &points, double pixel)
{
    Builder builder(pixel);
    for (qsizetype i = 0; i < points.size(); ++i) {
        if (isBreak(points[i])) {
            builder.interrupt();
            continue;
        }
        const bool isFirst = i == 0 || isBreak(points[i - 1]);
        const bool isLast = i + 1 == points.size() || isBreak(points[i + 1]);
        if (!isFirst)
            builder.add(points[i - 1], points[i]);
        else if (isLast)
            builder.addLone(points[i]);
    }
    return builder.take();
}

QList<QPointF> upperEdge(const QList<QPointF> &points, double pixel)
{
    QList<QPointF> edge;
    edge.reserve(points.size());
    for (const QPointF &point : points) {
        const bool isNewColumn = edge.isEmpty() || isBreak(edge.constLast()) || isBreak(point) ||
                                 std::floor(edge.constLast().x() / pixel) != std::floor(point.x() / pixel);
        if (isNewColumn)
            edge.append(point);
        else if (point.y() < edge.constLast().y()) // painters count downwards
            edge.last().setY(point.y());
    }
    return edge;
}

} // namespace livebelt
