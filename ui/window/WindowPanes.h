// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDockWidget;
class QMainWindow;
class QSettings;

namespace livebelt {

class DetailPane;
class FeedTree;
class PlotPane;
struct WindowActions;

/// The panes around the lists: feeds at the left, the chosen record at the right, plots below; how large they are, and
/// when they are seen. The window owns the docks.
class WindowPanes
{
public:
    WindowPanes(QMainWindow &window, WindowActions &actions, FeedTree *tree, DetailPane *detail, PlotPane *plot);

    /// Place and size of the window and of its panes, as they were the last time or else by the room on the screen.
    void restore(const QSettings &settings);
    void save(QSettings &settings) const;
    /// A pane that has nothing to show hides, whatever its action says: the detail until a record is chosen, the plot
    /// of a feed without numbers.
    void show(bool hasRecord, bool hasNumbers);

private:
    QMainWindow &m_window;
    WindowActions &m_actions;
    QDockWidget *m_feeds;
    QDockWidget *m_detail;
    QDockWidget *m_plot;
};

} // namespace livebelt
