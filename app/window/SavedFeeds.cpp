// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/SavedFeeds.h"

#include "app/window/LiveWorkspace.h"
#include "model/records/TypedAddress.h"

#include <QSettings>

namespace livebelt {

using namespace Qt::StringLiterals;

SavedFeeds::SavedFeeds(QSettings &settings, LiveWorkspace &workspace) : m_settings(settings), m_workspace(workspace) {}

void SavedFeeds::open()
{
    QList<std::pair<QString, QString>> feeds; // address, name
    const bool isFirstTime = !m_settings.childGroups().contains("feeds"_L1);
    const int count = m_settings.beginReadArray(u"feeds"_s);
    for (int i = 0; i < count; ++i) {
        m_settings.setArrayIndex(i);
        feeds.emplace_back(m_settings.value(u"address"_s).toString(), m_settings.value(u"name"_s).toString());
    }
    m_settings.endArray();
    if (isFirstTime)
        feeds = {{u"capture:demo?loop=1"_s, tr("#launchpad (demo)")}, {u"system:"_s, tr("This machine")}};
    for (const auto &[text, name] : std::as_const(feeds)) {
        const auto typed = TypedAddress::parse(text); // somebody may have written a secret there
        const auto feed = typed ? m_workspace.proposeFeed(typed->address, name, typed->secrets)
                                : Result<qint64>(Failure{typed.error()});
        if (feed && typed->secrets.hasSecrets())
            m_workspace.keepSecrets(typed->address, typed->secrets);
        if (!feed)
            qWarning("a feed of the last time cannot be opened: %s", qUtf8Printable(feed.error()));
    }
    connect(&m_workspace, &LiveWorkspace::feedsChanged, this, &SavedFeeds::save);
    save();
}

void SavedFeeds::save()
{
    m_settings.remove(u"feeds"_s);
    m_settings.beginWriteArray(u"feeds"_s);
    int i = 0;
    for (const qint64 id : m_workspace.feeds().feedIds()) {
        if (id <= 0) // of an opened capture
            continue;
        const auto status = m_workspace.feeds().status(id);
        m_settings.setArrayIndex(i++);
        m_settings.setValue(u"address"_s, status->address);
        m_settings.setValue(u"name"_s, status->name);
    }
    m_settings.endArray();
}

} // namespace livebelt
