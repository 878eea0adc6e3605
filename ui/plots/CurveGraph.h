// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/QCustomPlotHeader.h"

namespace livebelt {

/// A graph that costs no more the denser its points are: it draws the envelope of each column of pixels where they are
/// closer than pixels.
class CurveGraph final : public QCPGraph
{
    Q_OBJECT

public:
    /// Owned by the axes' plot, as every plottable.
    CurveGraph(QCPAxis *keyAxis, QCPAxis *valueAxis) : QCPGraph(keyAxis, valueAxis) {}

protected:
    void drawLinePlot(QCPPainter *painter, const QVector<QPointF> &lines) const override;
    void drawFill(QCPPainter *painter, QVector<QPointF> *lines) const override;
};

} // namespace livebelt
