// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

#include <QDialog>

namespace livebelt {

/// Asks whether a feed may run what the person has not typed (Workspace::whatRuns()): it shows all that the address
/// says, and no is what Return and Escape answer. accepted() is the yes. Never blocks.
class RunConsent final : public QDialog
{
    Q_OBJECT

public:
    RunConsent(const FeedDescription &kind, const FeedAddress &address, const QString &what, QWidget *parent = nullptr);
};

/// What the address has run, a line for each thing it says and last the address itself; nothing in it is hidden or
/// shown as something else.
QString runDetails(const FeedDescription &kind, const FeedAddress &address);

} // namespace livebelt
