// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/TestWorkspace.h"
#include "ui/window/MainWindow.h"
#include "ui/window/StatusField.h"

#include <QSettings>
#include <QTemporaryDir>

namespace livebelt::test {

/// A workspace without feeds, and the window on it once it is opened.
struct OpenWindow
{
    OpenWindow() : settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat) {}
    void open()
    {
        window = std::make_unique<MainWindow>(workspace, settings);
        window->resize(1200, 800);
        window->show();
        window->activateWindow();
    }
    QString status(const QString &name) const { return window->findChild<StatusField *>(name)->value(); }
    QTemporaryDir folder;
    QSettings settings;
    TestWorkspace workspace;
    std::unique_ptr<MainWindow> window;
};

template<typename Dialog>
Dialog *find(const QWidget *window)
{
    return window->findChild<Dialog *>();
}

} // namespace livebelt::test
