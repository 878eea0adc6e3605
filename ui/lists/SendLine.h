// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/WordCompletion.h"

#include <QStringList>
#include <QWidget>
#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace livebelt {

/// A line to write to the other side of a feed: where to, where there is a choice, and what. Enter sends. The text
/// stays until it is known to be on its way; Up and Down bring back what was sent before.
class SendLine final : public QWidget
{
    Q_OBJECT

public:
    explicit SendLine(QWidget *parent = nullptr);

    /// prompt: what the empty line says. target: what a message may be addressed to ("Topic"); empty: there is no
    /// choice.
    void setPrompt(const QString &prompt, const QString &target);
    /// How the message that was submitted has fared; an empty problem: it is on its way.
    void finish(const QString &problem);
    void focusEdit();
    /// Tab completes names, the likeliest first, and these commands. Where there are none of either it goes on to the
    /// next widget, as ever.
    void setCompletions(std::function<QStringList()> names, const QStringList &commands);

Q_SIGNALS:
    void submitted(const QString &to, const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void submit();
    void recall(qsizetype by);
    bool complete();

    QLineEdit *m_to;
    QLineEdit *m_edit;
    QPushButton *m_send;
    QLabel *m_problem;
    std::function<QStringList()> m_names;
    QStringList m_commands;
    WordCompletion m_completion;
    QStringList m_history; ///< the newest last; at most 100
    qsizetype m_recalled = 0;
    bool m_isSending = false;
};

} // namespace livebelt
