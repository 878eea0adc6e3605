// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QAction;
class QWidget;

namespace livebelt {

/// The sheet of keys (F1): those of the actions and those of the lists. Not modal; deletes itself.
void openShortcuts(const QList<QAction *> &actions, QWidget *parent);

} // namespace livebelt
