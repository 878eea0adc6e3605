// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>

class QMenuBar;

namespace livebelt {

/// Everything the window can be told by menu, key or toolbar. Owned by the window; it connects them.
struct WindowActions
{
    explicit WindowActions(QWidget &window);

    QAction *addFeed;
    QAction *openCapture;
    QAction *exportFeed;
    QAction *closeTab;
    QAction *quit;
    QAction *find;
    QAction *findNext;
    QAction *findPrevious;
    QAction *goToTime;
    QAction *searchAll; ///< the list of all feeds, with its filter
    QAction *feeds;     ///< checkable, like detail and plot
    QAction *detail;
    QAction *plot;
    QAction *zoomIn;
    QAction *zoomOut;
    QAction *zoomReset;
    QAction *nextTab;
    QAction *previousTab;
    QList<QAction *> tabs; ///< 1 to 9
    QAction *startFeed;
    QAction *stopFeed;
    QAction *editFeed;
    QAction *reread;
    QAction *reconnect;
    QAction *shortcuts;
    QAction *tasks;
    QAction *about;

    /// All that have a key, for the sheet of shortcuts.
    QList<QAction *> all() const;
};

} // namespace livebelt
