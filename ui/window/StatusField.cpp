// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/StatusField.h"

#include "ui/theme/Theme.h"

#include <QPainter>
#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

constexpr int gap = 6;
constexpr int side = 8;
constexpr int dotRoom = 14;

} // namespace

StatusField::StatusField(const QString &caption, QWidget *parent) : QWidget(parent), m_caption(caption)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    setAccessibleName(caption);
}

int StatusField::digitWidth() const
{
    int widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, fontMetrics().horizontalAdvance(QChar(digit)));
    return widest;
}

int StatusField::valueWidth() const
{
    int width = 0;
    for (const QChar c : m_value)
        width += c.isDigit() ? digitWidth() : fontMetrics().horizontalAdvance(c);
    return width;
}

void StatusField::setValue(const QString &value)
{
    if (value == m_value)
        return;
    m_value = value;
    setAccessibleName(m_caption + u' ' + m_value);
    if (const int width = valueWidth(); width > m_widest) {
        m_widest = width;
        updateGeometry();
    }
    update();
}

void StatusField::setDot(const QColor &color, bool filled)
{
    if (color.isValid() != m_dot.isValid())
        updateGeometry();
    m_dot = color;
    m_filled = filled;
    update();
}

void StatusField::setValueColor(const QColor &color)
{
    m_valueColor = color;
    update();
}

QSize StatusField::sizeHint() const
{
    const int caption = m_caption.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_caption) + gap;
    return {2 * side + (m_dot.isValid() ? dotRoom : 0) + caption + m_widest, fontMetrics().height() + 6};
}

void StatusField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int x = side;
    if (m_dot.isValid()) {
        painter.setPen(QPen(m_dot, 1.5));
        painter.setBrush(m_filled ? QBrush(m_dot) : QBrush(Qt::NoBrush));
        painter.drawEllipse(QPointF(x + 4, height() / 2.0), 3.5, 3.5);
        x += dotRoom;
    }
    const int baseline = (height() - fontMetrics().height()) / 2 + fontMetrics().ascent();
    if (!m_caption.isEmpty()) {
        painter.setPen(theme::muted(palette()));
        painter.drawText(x, baseline, m_caption);
        x += fontMetrics().horizontalAdvance(m_caption) + gap;
    }
    painter.setPen(m_valueColor.isValid() ? m_valueColor : palette().color(QPalette::WindowText));
    const int cell = digitWidth();
    for (const QChar c : std::as_const(m_value)) {
        const int width = fontMetrics().horizontalAdvance(c);
        painter.drawText(x + (c.isDigit() ? (cell - width) / 2 : 0), baseline, QString(c));
        x += c.isDigit() ? cell : width;
    }
}

} // namespace livebelt
