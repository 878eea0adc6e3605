// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Workspace.h"

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
    ~SamplePanel() override;

    void start(const FeedAddress &address, const Credentials &credentials);
    /// Ends a test under way and forgets what it showed.
    void stop();
    bool isRunning() const { return m_test != 0; }

Q_SIGNALS:
    void runningChanged(bool running);

private:
    void take(const TestProgress &progress);
    void showState(const TestProgress &progress);
    void setState(const QString &text, const QColor &color);

    Workspace &m_workspace;
    QLabel *m_state;
    QPlainTextEdit *m_sample;
    int m_test = 0;
};

} // namespace livebelt
