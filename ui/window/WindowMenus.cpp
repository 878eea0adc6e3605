// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/WindowMenus.h"

#include "ui/theme/Theme.h"
#include "ui/window/WindowActions.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenuBar>
#include <QToolBar>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("WindowMenus", text);
}

QToolBar *makeToolBar(QMainWindow &window, const WindowActions &actions)
{
    auto *bar = window.addToolBar(words("Tools"));
    bar->setObjectName(u"tools"_s);
    bar->setMovable(false);
    bar->setIconSize(QSize(18, 18));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addAction(actions.addFeed);
    bar->addAction(actions.openCapture);
    bar->addAction(actions.exportFeed);
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    return bar;
}

QActionGroup *addAppearance(QMenu &menu)
{
    QMenu *appearance = menu.addMenu(words("&Appearance"));
    auto *group = new QActionGroup(appearance);
    const auto add = [&](const QString &text, theme::Appearance value) {
        QAction *action = appearance->addAction(text);
        action->setCheckable(true);
        action->setData(int(value));
        group->addAction(action);
    };
    add(words("As the &system"), theme::Appearance::System);
    add(words("&Light"), theme::Appearance::Light);
    add(words("&Dark"), theme::Appearance::Dark);
    return group;
}

/// From the next start on.
QActionGroup *addMemory(QMenu &menu)
{
    QMenu *memory = menu.addMenu(words("&Memory while the disk is slow"));
    memory->setToolTipsVisible(true);
    auto *group = new QActionGroup(memory);
    for (const quint64 megabytes : {64ULL, 256ULL, 1024ULL, 4096ULL}) {
        const bool isGigabytes = megabytes >= 1024;
        QAction *action =
            memory->addAction(isGigabytes ? words("%1 GB").arg(megabytes / 1024) : words("%1 MB").arg(megabytes));
        action->setToolTip(words("So much of what has arrived may wait for the disk, of all feeds together, from the "
                                 "next start of Livebelt on"));
        action->setCheckable(true);
        action->setData(megabytes << 20);
        group->addAction(action);
    }
    return group;
}

} // namespace

WindowMenus::WindowMenus(QMainWindow &window, const WindowActions &actions)
    : view(nullptr), history(nullptr), tools(makeToolBar(window, actions))
{
    QMenu *file = window.menuBar()->addMenu(words("&File"));
    file->addActions({actions.addFeed, actions.openCapture, actions.exportFeed});
    file->addSeparator();
    history = file->addMenu(words("&Keep history"));
    memory = addMemory(*file);
    file->addSeparator();
    file->addActions({actions.closeTab, actions.quit});

    QMenu *feed = window.menuBar()->addMenu(words("F&eed"));
    feed->addActions({actions.editFeed, actions.reread, actions.startFeed, actions.stopFeed, actions.reconnect});

    view = window.menuBar()->addMenu(words("&View"));
    viewSlot = view->addSeparator();
    view->addActions({actions.feeds, actions.detail, actions.plot});
    view->addSeparator();
    view->addActions({actions.zoomIn, actions.zoomOut, actions.zoomReset});
    view->addSeparator();
    appearance = addAppearance(*view);

    QMenu *go = window.menuBar()->addMenu(words("&Go"));
    go->addActions({actions.find, actions.findNext, actions.findPrevious, actions.searchAll, actions.goToTime});
    go->addSeparator();
    go->addActions({actions.nextTab, actions.previousTab});
    go->addSeparator();
    go->addActions(actions.tabs);

    QMenu *help = window.menuBar()->addMenu(words("&Help"));
    help->addActions({actions.shortcuts, actions.tasks, actions.about});

    toolSlot = tools->addSeparator();
    tools->addActions({actions.plot, actions.detail});
}

} // namespace livebelt
