// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedStatus.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QToolButton;

namespace livebelt {

/// What is wrong with a feed, on the feed itself: one or two sentences, and what can be done about it. Hidden where all
/// is well.
class FeedBanner final : public QWidget
{
    Q_OBJECT

public:
    explicit FeedBanner(QWidget *parent = nullptr);

    void setStatus(const FeedStatus &status);
    QString sentence() const;

Q_SIGNALS:
    void passwordRequested();
    void editRequested();
    void retryRequested();
    void stopRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *addButton(const QString &name, const QString &text, void (FeedBanner::*signal)());
    void showRetry();
    void arrange();

    QLabel *m_text;
    QBoxLayout *m_layout;
    QBoxLayout *m_buttons;
    QToolButton *m_password;
    QToolButton *m_edit;
    QToolButton *m_retry;
    QToolButton *m_stop;
    FeedStatus m_status;
    QTimer m_second; ///< moves the countdown on
};

} // namespace livebelt
