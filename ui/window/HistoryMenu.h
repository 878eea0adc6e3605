// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QLatin1String>
#include <chrono>

class QActionGroup;
class QMenu;
class QSettings;

namespace livebelt {

class Workspace;

/// How much of the history is kept: a menu, and the settings behind it. What is chosen holds at once.
class HistoryMenu
{
    Q_DECLARE_TR_FUNCTIONS(HistoryMenu)

public:
    static constexpr QLatin1String sizeSetting{"history/keepBytes"}; ///< 0: as the disk allows
    static constexpr QLatin1String ageSetting{"history/keepDays"};   ///< 0: for ever
    static constexpr qint64 usualSize = 10'000'000'000;

    /// All three outlive it.
    HistoryMenu(QMenu &menu, QSettings &settings, Workspace &workspace);

private:
    QActionGroup *addSizes(QMenu &menu);
    QActionGroup *addAges(QMenu &menu);
    void choose() const;

    QSettings &m_settings;
    Workspace &m_workspace;
    QActionGroup *m_sizes;
    QActionGroup *m_ages;
};

} // namespace livebelt
