// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ViewMenu.h"

#include "ui/lists/FeedView.h"

#include <QActionGroup>
#include <QSettings>
#include <QUrl>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// Their names in the settings, in the order of ViewKind.
constexpr std::array<QLatin1String, 4> names{QLatin1String("chat"), QLatin1String("table"), QLatin1String("latest"),
                                             QLatin1String("board")};

std::optional<ViewKind> kindOf(const QString &name)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (name == names[i])
            return ViewKind(i);
    }
    return std::nullopt;
}

/// An address has slashes, which would be groups.
QString settingOf(const QString &address, const QString &group = u"views"_s)
{
    return group + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(address));
}

/// The looks of a list that remember something of their own.
constexpr std::array<std::pair<ViewKind, QLatin1String>, 2> lists{
    {{ViewKind::Chat, QLatin1String("chats")}, {ViewKind::Table, QLatin1String("tables")}}};

} // namespace

ViewMenu::ViewMenu(QSettings &settings, QWidget *parent)
    : QMenu(tr("&As"), parent), m_settings(settings), m_choices(new QActionGroup(this))
{
    const std::array texts{tr("&Chat"), tr("&Table"), tr("&Latest values"), tr("&Board of cards")};
    for (size_t i = 0; i < texts.size(); ++i) {
        QAction *action = addAction(texts[i]);
        action->setCheckable(true);
        action->setData(int(i));
        m_choices->addAction(action);
    }
    setObjectName(u"viewAs"_s);
    connect(m_choices, &QActionGroup::triggered, this, [this](const QAction *action) {
        if (m_view)
            m_view->showAs(ViewKind(action->data().toInt()));
    });
    setView(nullptr);
}

void ViewMenu::take(FeedView &view, const QString &address, ViewKind first)
{
    // "latest;" and what the view itself remembers.
    const QString said = m_settings.value(settingOf(address)).toString();
    view.setLatestSettings(said.section(u';', 1));
    for (const auto &[kind, group] : lists)
        view.setListSettings(kind, m_settings.value(settingOf(address, group)).toString());
    const auto chosen = kindOf(said.section(u';', 0, 0));
    view.showAs(chosen.value_or(first));
    if (!chosen && first == ViewKind::Table)
        view.lookByItself();
    connect(&view, &FeedView::viewChanged, this, [this, &view, address] {
        save(view, address);
        showChoice();
    });
}

void ViewMenu::save(const FeedView &view, const QString &address)
{
    m_settings.setValue(settingOf(address), names[size_t(view.viewKind())] + u';' + view.latestSettings());
    for (const auto &[kind, group] : lists) {
        const QString settings = view.listSettings(kind);
        if (settings.isEmpty())
            m_settings.remove(settingOf(address, group));
        else
            m_settings.setValue(settingOf(address, group), settings);
    }
}

void ViewMenu::setView(FeedView *view)
{
    m_view = view;
    m_choices->setEnabled(view != nullptr);
    showChoice();
}

void ViewMenu::showChoice()
{
    for (QAction *action : m_choices->actions())
        action->setChecked(m_view && action->data().toInt() == int(m_view->viewKind()));
}

} // namespace livebelt
