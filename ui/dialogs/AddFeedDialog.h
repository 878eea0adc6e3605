// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/FeedDialog.h"

class QListWidget;

namespace livebelt {

/// Adds a feed of a kind that is chosen from a list, or by its address.
class AddFeedDialog final : public FeedDialog
{
    Q_OBJECT

public:
    explicit AddFeedDialog(Workspace &workspace, QWidget *parent = nullptr);

    void setKind(const QString &kind);
    /// address comes from elsewhere, the person has not typed it.
    void setAddress(const QString &address);

private:
    Result<qint64> apply(const FeedAddress &address, const QString &name, const Credentials &credentials) override;
    void buildKinds();

    QListWidget *m_list;
};

} // namespace livebelt
