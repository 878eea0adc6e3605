// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedStatus.h"
#include "ui/dialogs/FeedDialog.h"

namespace livebelt {

/// Changes a feed that is there: its address, of the same kind, and its name.
class EditFeedDialog final : public FeedDialog
{
    Q_OBJECT

public:
    EditFeedDialog(Workspace &workspace, const FeedStatus &feed, QWidget *parent = nullptr);

private:
    Result<qint64> apply(const FeedAddress &address, const QString &name, const Credentials &credentials) override;

    qint64 m_feed;
};

} // namespace livebelt
