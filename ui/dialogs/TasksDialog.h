// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace livebelt {

class Workspace;

/// What runs at this moment: the tasks of the feeds and of the window, each with where it was started, what it waits
/// for and how long. For whoever wants to know why nothing comes. Not modal.
class TasksDialog final : public QDialog
{
    Q_OBJECT

public:
    /// workspace outlives it.
    explicit TasksDialog(Workspace &workspace, QWidget *parent = nullptr);

private:
    void copy();
    QPlainTextEdit *m_text;
};

} // namespace livebelt
