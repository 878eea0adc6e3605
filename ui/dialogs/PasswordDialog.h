// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace livebelt {

/// Asks for the secrets of a feed that is there already, and for nothing else. Never blocks.
class PasswordDialog final : public QDialog
{
    Q_OBJECT

public:
    PasswordDialog(const FeedDescription &kind, const FeedAddress &address, const QString &name,
                   QWidget *parent = nullptr);

    /// The user is the address's.
    Credentials credentials() const;
    /// Whether the person wants them kept for the next time.
    bool remembers() const;

private:
    QLineEdit *lineOf(FeedParameter::Part part) const;

    QString m_user;
    QList<std::pair<FeedParameter::Part, QLineEdit *>> m_lines;
    QCheckBox *m_remember;
};

} // namespace livebelt
