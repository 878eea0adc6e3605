// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/LineEdit.h"

#include <QKeyEvent>

namespace livebelt {

bool LineEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<const QKeyEvent *>(event)->keyCombination() == QKeyCombination(Qt::CTRL, Qt::Key_E)) {
        event->ignore();
        return true;
    }
    return QLineEdit::event(event);
}

} // namespace livebelt
