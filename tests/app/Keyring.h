// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace livebelt::test {

/// A session bus with a real, unlocked gnome-keyring on it, for this program and those it starts from then on.
class Keyring
{
public:
    Keyring() = default;
    ~Keyring();
    Q_DISABLE_COPY_MOVE(Keyring)

    /// What went wrong, or nothing.
    QString start();

private:
    QTemporaryDir m_home;
    QProcess m_bus, m_daemon;
};

} // namespace livebelt::test
