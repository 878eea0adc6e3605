// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedStatus.h"
#include "ui/Workspace.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;

namespace livebelt {

class Caption;
class ParameterForm;
class SamplePanel;

/// Adds a feed, or edits one: by its kind and the fields of it, or by its address; each follows the other while one
/// types. Nothing in it blocks; closing it ends a test under way.
class AddFeedDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AddFeedDialog(Workspace &workspace, QWidget *parent = nullptr);
    ~AddFeedDialog() override;

    void setKind(const QString &kind);
    /// address comes from elsewhere, the person has not typed it: if it runs a program, that is asked for first.
    void setAddress(const QString &address);
    /// From now on it is about a feed that is there already: saving changes that.
    void edit(const FeedStatus &feed);
    QString address() const;

Q_SIGNALS:
    void feedAdded(qint64 feed); ///< or changed

private:
    void buildKinds();
    QWidget *buildForm();
    QWidget *buildButtons();
    void showKind(int index);
    void takeAddress(const QString &text);
    void takeFields();
    void showError(const QString &sentence);
    void test();
    void add();
    void ifAllowed(void (AddFeedDialog::*then)(const FeedAddress &));
    bool understand(void (AddFeedDialog::*then)(const FeedAddress &));
    void takeAnswer(const QString &page, const QString &address, const QString &problem);
    void fill(const QString &address);
    void runTest(const FeedAddress &address);
    void addNow(const FeedAddress &address);
    Result<qint64> apply(const FeedAddress &address, const QString &name, const Credentials &credentials);
    Result<FeedAddress> checkedAddress();
    int kindOfScheme(const QString &scheme) const;

    Workspace &m_workspace;
    QList<FeedDescription> m_kinds;
    int m_kind = -1;
    qint64 m_edited = 0;                                          ///< the feed that is edited; 0 where one is added
    bool m_isForeign = false;                                     ///< the address came from elsewhere
    QString m_before;                                             ///< the line as it is before it is edited
    QString m_allowed;                                            ///< the address that may be run though
    QString m_page;                                               ///< whose server is being asked what it sends
    void (AddFeedDialog::*m_then)(const FeedAddress &) = nullptr; ///< what is to be done once it has answered
    QListWidget *m_list;
    QLabel *m_title;
    Caption *m_summary;
    QLineEdit *m_address;
    QScrollArea *m_scroll;
    ParameterForm *m_form = nullptr;
    QLineEdit *m_name;
    QLabel *m_error;
    SamplePanel *m_sample;
    QPushButton *m_test;
    QPushButton *m_add;
};

} // namespace livebelt
