// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
class QToolBar;

namespace livebelt {

struct WindowActions;

/// The menu bar and the toolbar of the window, filled with its actions.
struct WindowMenus
{
    WindowMenus(QMainWindow &window, const WindowActions &actions);

    QMenu *view;
    QActionGroup *appearance; ///< its actions hold a theme::Appearance as data
    QActionGroup *memory;     ///< for what waits for the disk; its actions hold the bytes
    QMenu *history;           ///< how much of it is kept
    QToolBar *tools;
    QAction *viewSlot; ///< follow and pause of the list in front go before it into the menu
    QAction *toolSlot; ///< and before this one into the toolbar
};

} // namespace livebelt
