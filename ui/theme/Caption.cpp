// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Caption.h"

#include "ui/theme/Theme.h"

#include <QApplication>
#include <QEvent>

namespace livebelt {

Caption::Caption(const QString &text, QWidget *parent) : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    // On a base-coloured parent a label would take the colour of text instead.
    setForegroundRole(QPalette::WindowText);
    applyColor();
}

void Caption::applyColor()
{
    const QColor color = theme::muted(QApplication::palette());
    if (palette().color(QPalette::WindowText) == color)
        return;
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, color);
    setPalette(quiet);
}

void Caption::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::PaletteChange)
        applyColor();
}

} // namespace livebelt
