// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/Card.h"

#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

#include <QPainter>

namespace livebelt {

namespace {

constexpr int padding = 14;
constexpr int iconSide = 24;

} // namespace

Card::Card(const QString &icon, const QString &title, const QString &sentence, QWidget *parent)
    : QAbstractButton(parent), m_sentence(sentence)
{
    setText(title);
    setIcon(lineIcon(icon));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize Card::sizeHint() const
{
    return {240, 2 * padding + QFontMetrics(theme::scaled(font(), 1.05, true)).height() + 4 +
                     3 * fontMetrics().lineSpacing()};
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lifted = underMouse() || isDown();
    painter.setBrush(lifted ? theme::raised(palette()) : palette().color(QPalette::Base));
    painter.setPen(
        QPen(hasFocus() || lifted ? theme::accent(palette()) : theme::hairline(palette()), hasFocus() ? 2 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 9, 9);

    icon().paint(&painter, padding, padding, iconSide, iconSide);
    const int left = padding + iconSide + 12;
    const QRect area(left, padding, width() - left - padding, height() - 2 * padding);
    painter.setFont(theme::scaled(font(), 1.05, true));
    painter.setPen(palette().color(QPalette::Text));
    const int titleHeight = painter.fontMetrics().height();
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, area.width()));
    painter.setFont(font());
    painter.setPen(theme::muted(palette()));
    painter.drawText(area.adjusted(0, titleHeight + 4, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                     m_sentence);
}

void Card::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void Card::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace livebelt
