// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/HistoryMenu.h"

#include "ui/Workspace.h"
#include "ui/theme/Format.h"

#include <QActionGroup>
#include <QMenu>
#include <QSettings>

namespace livebelt {

namespace {

void addChoice(QActionGroup &group, QMenu &menu, const QString &text, qint64 value, qint64 chosen)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    action->setData(value);
    group.addAction(action);
    action->setChecked(value == chosen);
}

qint64 chosen(const QActionGroup &group, qint64 otherwise)
{
    const QAction *action = group.checkedAction();
    return action ? action->data().toLongLong() : otherwise;
}

} // namespace

HistoryMenu::HistoryMenu(QMenu &menu, QSettings &settings, Workspace &workspace)
    : m_settings(settings), m_workspace(workspace), m_sizes(addSizes(menu)), m_ages(addAges(menu))
{
    for (QActionGroup *group : {m_sizes, m_ages})
        QObject::connect(group, &QActionGroup::triggered, &menu, [this] { choose(); });
}

QActionGroup *HistoryMenu::addSizes(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    const qint64 now = m_settings.value(sizeSetting, usualSize).toLongLong();
    for (const qint64 gigabytes : {1, 10, 50, 200})
        addChoice(*group, menu, tr("At most %1 GB").arg(gigabytes), gigabytes * 1'000'000'000, now);
    addChoice(*group, menu, tr("As much as the disk holds"), 0, now);
    menu.addSeparator();
    return group;
}

QActionGroup *HistoryMenu::addAges(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    const qint64 now = m_settings.value(ageSetting, 0).toLongLong();
    for (const qint64 days : {1, 7, 30, 365})
        addChoice(*group, menu, days == 1 ? tr("At most one day") : tr("At most %1 days").arg(days), days, now);
    addChoice(*group, menu, tr("However old"), 0, now);
    return group;
}

void HistoryMenu::choose() const
{
    const qint64 bytes = chosen(*m_sizes, usualSize), days = chosen(*m_ages, 0);
    m_settings.setValue(sizeSetting, bytes);
    m_settings.setValue(ageSetting, days);
    m_workspace.keepHistory(bytes, std::chrono::hours(24 * days));
}

} // namespace livebelt
