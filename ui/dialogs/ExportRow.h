// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Workspace.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace livebelt {

/// One export: how far it is, and what can be done about it.
class ExportRow final : public QWidget
{
    Q_OBJECT

public:
    ExportRow(const QString &name, const QString &path, QWidget *parent = nullptr);
    void setProgress(const ExportProgress &progress);
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void cancelRequested();
    void folderRequested(const QString &path);
    void dismissed();

private:
    QString m_path;
    QLabel *m_name;
    QLabel *m_state;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QPushButton *m_folder;
    QPushButton *m_dismiss;
    bool m_running = true;
};

} // namespace livebelt
