// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

class QHBoxLayout;

namespace livebelt {

/// A quiet title for a dock: its name and, at the right, tools. The dock can still be dragged by it.
class DockTitle final : public QWidget
{
    Q_OBJECT

public:
    DockTitle(const QString &text, QWidget *parent = nullptr);
    void addTool(QAction *action);

private:
    QHBoxLayout *m_layout;
};

/// A dock around widget that says its name by a DockTitle and can be moved; it has no button to close it.
QDockWidget *makeDock(const QString &name, const QString &title, QWidget *widget, QWidget *parent);

} // namespace livebelt
