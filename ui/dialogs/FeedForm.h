// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Workspace.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QScrollArea;

namespace livebelt {

class Caption;
class ParameterForm;

/// What makes a feed: its address, the fields of its kind, and its name. Address and fields follow each other while one
/// types.
class FeedForm final : public QWidget
{
    Q_OBJECT

public:
    explicit FeedForm(Workspace &workspace, QWidget *parent = nullptr);

    const QList<FeedDescription> &kinds() const { return m_kinds; }
    /// Empty fields of a kind, by its place in kinds().
    void setKind(int index);
    /// As if it was typed, but for what a person would have been told; a secret in it moves to its own field, where
    /// nobody reads it.
    void setAddress(const QString &address);
    void setName(const QString &name);
    /// Stands in the place of the summary of the kind; an empty sentence ends that.
    void showBusy(const QString &sentence);
    void focusAddress();

    QString address() const;
    /// The address with all that its kind needs, or what is wrong with it.
    Result<FeedAddress> checkedAddress() const;
    const FeedDescription *kindOf(const FeedAddress &address) const;
    QString name() const; ///< empty where there is none
    Credentials credentials() const;
    bool remembers() const;
    /// The person has not typed the address letter by letter: some of it was pasted or dropped.
    bool isPasted() const { return m_isPasted; }

Q_SIGNALS:
    void edited(); ///< by the person
    void kindChanged(int index);

private:
    QWidget *buildFields(const FeedDescription &kind);
    int indexOfScheme(const QString &scheme) const;
    void takeAddress(const QString &text);
    void takeFields();

    Workspace &m_workspace;
    QList<FeedDescription> m_kinds;
    int m_kind = -1;
    bool m_isPasted = false;
    QString m_before; ///< the line as it is before it is edited
    QLabel *m_title;
    Caption *m_summary;
    QLineEdit *m_address;
    QScrollArea *m_scroll;
    ParameterForm *m_form = nullptr;
    QLineEdit *m_name;
};

} // namespace livebelt
