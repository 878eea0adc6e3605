// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/NewPill.h"

#include <QPainter>
#include <utility>

namespace livebelt {

NewPill::NewPill(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleDescription(tr("Goes to the newest record and follows from there. Key: End."));
    hide();
}

void NewPill::setWords(const QString &words, bool calm)
{
    const bool isOther = std::exchange(m_calm, calm) != calm || words != text();
    if (isOther) {
        setText(words);
        setAccessibleName(words);
        place();
    }
    if (isVisibleTo(parentWidget()) == words.isEmpty())
        setVisible(!words.isEmpty());
    if (isOther)
        update();
}

QSize NewPill::sizeHint() const
{
    const QFontMetrics metrics(font());
    const int height = metrics.height() + metrics.height() * 3 / 4;
    // Room for the digits to change without the pill changing its width at each frame.
    const int unit = metrics.averageCharWidth() * 2;
    const int words = (metrics.horizontalAdvance(text()) + unit - 1) / unit * unit;
    return {words + height * 2, height};
}

void NewPill::place()
{
    const QSize size = sizeHint().boundedTo(QSize(parentWidget()->width(), parentWidget()->height()));
    const int distance = size.height() / 2;
    setGeometry((parentWidget()->width() - size.width()) / 2, parentWidget()->height() - size.height() - distance,
                size.width(), size.height());
}

void NewPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = palette().color(m_calm ? QPalette::Text : QPalette::Highlight);
    const QColor ink = palette().color(m_calm ? QPalette::Base : QPalette::HighlightedText);
    if (m_calm)
        fill.setAlphaF(0.86F);
    if (isDown())
        fill = fill.darker(112);
    else if (underMouse())
        fill = fill.lighter(108);
    const QRectF rect = QRectF(this->rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    painter.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double size = rect.height() * 0.16;
    const bool fromRight = layoutDirection() == Qt::RightToLeft;
    const QPointF mark(fromRight ? rect.right() - rect.height() * 0.62 : rect.left() + rect.height() * 0.62,
                       rect.center().y());
    if (m_calm) {
        painter.drawLine(mark + QPointF(-size * 0.7, -size), mark + QPointF(-size * 0.7, size));
        painter.drawLine(mark + QPointF(size * 0.7, -size), mark + QPointF(size * 0.7, size));
    } else {
        painter.drawLine(mark + QPointF(0, -size * 1.3), mark + QPointF(0, size * 1.3));
        painter.drawPolyline(QPolygonF{mark + QPointF(-size, size * 0.3), mark + QPointF(0, size * 1.3),
                                       mark + QPointF(size, size * 0.3)});
    }
    const int side = int(rect.height());
    const QRect words = this->rect().adjusted(fromRight ? 0 : side, 0, fromRight ? -side : 0, 0);
    const int shift = fromRight ? side / 4 : -side / 4;
    painter.drawText(words.translated(shift, 0), Qt::AlignCenter | Qt::TextSingleLine, text());
}

} // namespace livebelt
