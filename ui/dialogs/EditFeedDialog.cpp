// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/EditFeedDialog.h"

#include "ui/dialogs/FeedForm.h"
#include "ui/theme/VisibleText.h"

namespace livebelt {

EditFeedDialog::EditFeedDialog(Workspace &workspace, const FeedStatus &feed, QWidget *parent)
    : FeedDialog(workspace, tr("&Save"), parent), m_feed(feed.id)
{
    setWindowTitle(tr("Edit “%1”").arg(visibleLine(feed.name, 60)));
    form().setAddress(feed.address);
    form().setName(feed.name);
}

Result<qint64> EditFeedDialog::apply(const FeedAddress &address, const QString &name, const Credentials &credentials)
{
    const auto changed = workspace().changeFeed(m_feed, address, name, credentials);
    if (!changed)
        return Failure{changed.error()};
    return m_feed;
}

} // namespace livebelt
