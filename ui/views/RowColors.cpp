// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/RowColors.h"

#include "ui/theme/Theme.h"

#include <QPainter>

namespace livebelt {

QColor mixed(const QColor &under, const QColor &over, double share)
{
    const auto part = [share](float a, float b) { return float(a * (1 - share) + b * share); };
    return QColor::fromRgbF(part(under.redF(), over.redF()), part(under.greenF(), over.greenF()),
                            part(under.blueF(), over.blueF()));
}

QColor rowBackground(const QPalette &palette, const RowLook &look)
{
    const QColor base = palette.color(QPalette::Base);
    if (look.isSelected) {
        const double share = look.isActive ? 0.24 : 0.14;
        return mixed(base, palette.color(QPalette::Highlight), look.isHovered ? share + 0.05 : share);
    }
    return look.isHovered ? mixed(base, palette.color(QPalette::Text), 0.045) : base;
}

QColor hardestBackground(const QPalette &palette)
{
    RowLook look;
    look.isSelected = look.isActive = true;
    return rowBackground(palette, look);
}

QColor quietInk(const QPalette &palette, const RowLook &look)
{
    return look.isSelected ? palette.color(QPalette::Text) : theme::muted(palette);
}

QTextCharFormat markFormat(const QPalette &palette)
{
    QTextCharFormat format;
    format.setBackground(palette.color(QPalette::Highlight));
    format.setForeground(palette.color(QPalette::HighlightedText));
    return format;
}

QTextCharFormat highlightFormat(const QPalette &palette)
{
    QTextCharFormat format;
    format.setBackground(mixed(palette.color(QPalette::Base), QColor(255, 190, 0), 0.38));
    format.setForeground(palette.color(QPalette::Text));
    return format;
}

void paintRowGround(QPainter &painter, const QRect &place, const QPalette &palette, const RowLook &look)
{
    const QColor ground = rowBackground(palette, look);
    if (ground != palette.color(QPalette::Base))
        painter.fillRect(place, ground);
    if (!look.isCurrent)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.color(QPalette::Highlight), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), 4, 4);
    painter.restore();
}

} // namespace livebelt
