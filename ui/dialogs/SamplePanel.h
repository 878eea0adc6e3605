// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Workspace.h"
#include <livebelt/async/Scope.h>

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace livebelt {

/// Tries out an address and shows the first records that come. Its test ends with it.
class SamplePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SamplePanel(Workspace &workspace, QWidget *parent = nullptr);

    void start(const FeedAddress &address, const Credentials &credentials);
    /// Ends a test under way and forgets what it showed.
    void stop();
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void runningChanged(bool running);

private:
    async::Task<void> follow(async::AsyncIterator<TestProgress> test);
    void showSample(const Records &sample);
    void showState(const TestProgress &progress, bool isOver);
    void setState(const QString &text, const QColor &color);

    Workspace &m_workspace;
    QLabel *m_state;
    QPlainTextEdit *m_sample;
    bool m_isRunning = false;
    async::Scope m_test; ///< last: its task uses the rest
};

} // namespace livebelt
