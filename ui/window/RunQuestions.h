// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Workspace.h"

#include <QList>

namespace livebelt {

/// Asks the person about feeds that run a program, one question at a time, and tells the workspace of each yes.
class RunQuestions final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    RunQuestions(Workspace &workspace, QWidget &window);

private:
    void ask(qint64 feed);
    void askNext();

    Workspace &m_workspace;
    QWidget &m_window;
    QList<qint64> m_waiting; ///< the first is being asked about
};

} // namespace livebelt
