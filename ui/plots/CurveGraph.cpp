// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/CurveGraph.h"

#include "ui/plots/Envelope.h"

namespace livebelt {

namespace {

double pixelOf(const QPainter &painter)
{
    return 1 / painter.device()->devicePixelRatioF();
}

double lengthOf(const QPolygonF &piece)
{
    double length = 0;
    for (qsizetype i = 1; i < piece.size(); ++i)
        length += QLineF(piece[i - 1], piece[i]).length();
    return length;
}

} // namespace

void CurveGraph::drawLinePlot(QCPPainter *painter, const QVector<QPointF> &lines) const
{
    if (pen().style() == Qt::NoPen)
        return;
    const Envelope envelope = envelopeOf(lines, pixelOf(*painter));
    applyDefaultAntialiasingHint(painter);
    QPen line = pen();
    for (const QPolygonF &piece : envelope.pieces) {
        painter->setPen(line);
        painter->drawPolyline(piece);
        if (line.style() != Qt::SolidLine)
            line.setDashOffset(line.dashOffset() + lengthOf(piece) / line.widthF());
    }
    constexpr double radius = 2.2;
    painter->setPen(Qt::NoPen);
    painter->setBrush(line.color());
    for (const QPointF &point : envelope.lone)
        painter->drawEllipse(point, radius, radius);
    painter->setAntialiasing(false);
    painter->setPen(QPen(line.color(), 0, Qt::SolidLine, Qt::FlatCap));
    static_cast<QPainter *>(painter)->drawLines(envelope.columns);
}

void CurveGraph::drawFill(QCPPainter *painter, QVector<QPointF> *lines) const
{
    QVector<QPointF> edge = upperEdge(*lines, pixelOf(*painter));
    QCPGraph::drawFill(painter, &edge);
}

} // namespace livebelt
