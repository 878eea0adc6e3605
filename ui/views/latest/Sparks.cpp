// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latest/Sparks.h"

#include "model/latest/Sparkline.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace livebelt {

void paintSparkline(QPainter &painter, const QRectF &rect, const std::vector<float> &numbers, const QColor &color,
                    bool fill)
{
    if (numbers.empty() || rect.width() < 8 || rect.height() < 4)
        return;
    constexpr double dot = 1.8;
    const QRectF area = rect.adjusted(dot, dot, -dot, -dot);
    const auto [least, greatest] = std::minmax_element(numbers.begin(), numbers.end());
    const double low = double(*least), range = double(*greatest) - low;
    const double step = area.width() / double(Sparkline::most - 1);
    QPolygonF line;
    for (size_t i = 0; i < numbers.size(); ++i) {
        const double share = range > 0 ? (double(numbers[i]) - low) / range : 0.5;
        const double x = area.right() - double(numbers.size() - 1 - i) * step;
        line << QPointF(x, area.bottom() - share * area.height());
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (fill && line.size() > 1) {
        QPolygonF below = line;
        below << QPointF(line.last().x(), rect.bottom()) << QPointF(line.first().x(), rect.bottom());
        QColor light = color;
        light.setAlphaF(0.12F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(light);
        painter.drawPolygon(below);
    }
    painter.setPen(QPen(color, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(line.last(), dot, dot);
    painter.restore();
}

} // namespace livebelt
