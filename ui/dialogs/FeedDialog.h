// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Workspace.h"
#include <livebelt/async/Scope.h>

#include <QDialog>
#include <optional>

class QLabel;
class QPushButton;

namespace livebelt {

class FeedForm;
class SamplePanel;

/// A feed's address is typed, tried out, and put to use: AddFeedDialog and EditFeedDialog say what that means. Nothing
/// in it blocks; closing it ends what it has under way.
class FeedDialog : public QDialog
{
    Q_OBJECT

public:
    QString address() const;

Q_SIGNALS:
    void applied(qint64 feed); ///< the feed that was added or changed

protected:
    FeedDialog(Workspace &workspace, const QString &verb, QWidget *parent);
    ~FeedDialog() override;

    /// Puts the address to use: the feed, or why that cannot be.
    virtual Result<qint64> apply(const FeedAddress &address, const QString &name, const Credentials &credentials) = 0;
    /// The address came from elsewhere: if it runs something, that is asked for first.
    void distrust() { m_isForeign = true; }
    void showError(const QString &sentence);
    Workspace &workspace() { return m_workspace; }
    FeedForm &form() { return *m_form; }

private:
    using Step = void (FeedDialog::*)(const FeedAddress &);
    QWidget *buildButtons(const QString &verb);
    void stopAll();
    void carryOut(Step step);
    async::Task<void> understandAndDo(Step step);
    async::Task<Result<QString>> understand();
    async::Task<bool> isAllowed(FeedAddress address);
    void runTest(const FeedAddress &address);
    void applyNow(const FeedAddress &address);

    Workspace &m_workspace;
    bool m_isForeign = false;
    QString m_allowed; ///< the address that may be run though
    FeedForm *m_form;
    QLabel *m_error;
    SamplePanel *m_sample;
    QPushButton *m_test;
    std::optional<async::Scope> m_work; ///< what a button has begun
};

} // namespace livebelt
