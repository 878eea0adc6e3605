// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/OutlinedStyle.h"

#include "ui/theme/Theme.h"

#include <QPainter>
#include <QStyleOption>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

OutlinedStyle::OutlinedStyle() : QProxyStyle(u"Fusion"_s) {}

int OutlinedStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                             QStyleHintReturn *returned) const
{
    // Of the buttons of a dialog some have a picture and some not; the words alone are read as fast.
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, returned);
}

void OutlinedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    if (element == PE_FrameTabBarBase) // tabs stand on what they show; of the line there would be a piece at their end
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool round = element == PE_IndicatorRadioButton;
    const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    if ((!round && !box && element != PE_FrameLineEdit) || !option->state.testFlag(State_Enabled) ||
        option->state.testFlag(State_HasFocus))
        return;
    QColor color = theme::muted(option->palette);
    color.setAlphaF(element == PE_FrameLineEdit ? 0.45F : 0.9F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1));
    painter->setBrush(Qt::NoBrush);
    QRectF outline = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (round || box) {
        const double side = std::min(outline.width(), outline.height());
        outline = QRectF(outline.center() - QPointF(side / 2, side / 2), QSizeF(side, side));
    }
    const double radius = round ? outline.height() / 2 : 2;
    painter->drawRoundedRect(outline, radius, radius);
    painter->restore();
}

} // namespace livebelt
