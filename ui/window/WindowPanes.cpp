// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/WindowPanes.h"

#include "ui/detail/DetailPane.h"
#include "ui/feeds/FeedTree.h"
#include "ui/plots/PlotPane.h"
#include "ui/window/DockTitle.h"
#include "ui/window/WindowActions.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int stateVersion = 1;

QString words(const char *text)
{
    return QCoreApplication::translate("WindowPanes", text);
}

void showIf(QDockWidget *dock, bool wanted)
{
    if (dock->isHidden() == wanted)
        dock->setVisible(wanted);
}

} // namespace

WindowPanes::WindowPanes(QMainWindow &window, WindowActions &actions, FeedTree *tree, DetailPane *detail,
                         PlotPane *plot)
    : m_window(window)
    , m_actions(actions)
    , m_feeds(makeDock(u"feeds"_s, words("Feeds"), tree, &window))
    , m_detail(makeDock(u"detail"_s, words("Details"), detail, &window))
    , m_plot(makeDock(u"plot"_s, words("Plot"), plot, &window))
{
    window.setDockNestingEnabled(true);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    QObject::connect(actions.feeds, &QAction::triggered, m_feeds, &QWidget::setVisible);
    qobject_cast<DockTitle *>(m_feeds->titleBarWidget())->addTool(actions.addFeed);
    window.addDockWidget(Qt::LeftDockWidgetArea, m_feeds);
    window.addDockWidget(Qt::RightDockWidgetArea, m_detail);
    window.addDockWidget(Qt::BottomDockWidgetArea, m_plot);
}

void WindowPanes::restore(const QSettings &settings)
{
    const QSize room = m_window.screen() ? m_window.screen()->availableSize() : QSize(1400, 900);
    m_window.resize(QSize(1400, 880).boundedTo(room));
    // The middle keeps at least half of the window.
    m_window.resizeDocks({m_feeds, m_detail},
                         {std::clamp(m_window.width() / 6, 170, 230), std::clamp(m_window.width() / 4, 200, 330)},
                         Qt::Horizontal);
    m_window.resizeDocks({m_plot}, {std::clamp(m_window.height() / 3, 150, 330)}, Qt::Vertical);
    m_window.restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    m_window.restoreState(settings.value(u"window/state"_s).toByteArray(), stateVersion);
    m_actions.feeds->setChecked(!m_feeds->isHidden());
    m_actions.detail->setChecked(settings.value(u"window/detail"_s, true).toBool());
    m_actions.plot->setChecked(settings.value(u"window/plot"_s, true).toBool());
}

void WindowPanes::save(QSettings &settings) const
{
    settings.setValue(u"window/geometry"_s, m_window.saveGeometry());
    settings.setValue(u"window/state"_s, m_window.saveState(stateVersion));
    settings.setValue(u"window/detail"_s, m_actions.detail->isChecked());
    settings.setValue(u"window/plot"_s, m_actions.plot->isChecked());
}

void WindowPanes::show(bool hasRecord, bool hasNumbers)
{
    showIf(m_plot, m_actions.plot->isChecked() && hasNumbers);
    showIf(m_detail, m_actions.detail->isChecked() && hasRecord);
}

} // namespace livebelt
