// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSettings;

namespace livebelt {

class LiveWorkspace;

/// Keeps the addresses and names of the live feeds in the settings, from one start to the next. Passwords are
/// kept by the keychain alone.
class SavedFeeds final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    SavedFeeds(QSettings &settings, LiveWorkspace &workspace);

    /// Opens the feeds of the last time; the first time, this machine and the demo chat. From then on keeps what
    /// changes.
    void open();

private:
    void save();
    QSettings &m_settings;
    LiveWorkspace &m_workspace;
};

} // namespace livebelt
