// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/AddressText.h"

#include <QWidget>

class QCheckBox;
class QFormLayout;

namespace livebelt {

/// The fields of one kind of feed, made from its FeedDescription.
class ParameterForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ParameterForm(const FeedDescription &kind, QWidget *parent = nullptr);

    AddressValues values() const;
    /// Leaves passwords alone; does not signal edited().
    void setValues(const AddressValues &values);
    /// Fills the password, where secrets has one.
    void setSecrets(const Credentials &secrets);
    Credentials credentials() const;
    /// Whether the person wants the passwords kept for the next time.
    bool remembers() const;
    /// What is required and still empty, as a sentence; empty where nothing is missing.
    QString missing() const;

Q_SIGNALS:
    void edited(); ///< by the person

private:
    QWidget *makeEditor(const FeedParameter &parameter);
    void addRow(QFormLayout &layout, const QString &label, QWidget *editor, const QString &help);

    FeedDescription m_kind;
    QList<FeedAddress::Option> m_more; ///< what no field shows: AddressValues::more
    QString m_userMark;
    Credentials m_typed;        ///< where the password came with the address
    QList<QWidget *> m_editors; ///< one for each parameter
    QCheckBox *m_secure = nullptr;
    QCheckBox *m_remember = nullptr;
};

} // namespace livebelt
