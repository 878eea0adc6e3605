// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"

#include <QScrollArea>

namespace livebelt {

/// What there is to begin with: a card for each kind of feed, a capture to open, and a place to drop things on (the
/// window takes the drop).
class StartPage final : public QScrollArea
{
    Q_OBJECT

public:
    explicit StartPage(const QList<FeedDescription> &kinds, QWidget *parent = nullptr);

Q_SIGNALS:
    void kindChosen(const QString &kind);
    void addressRequested();
    void openRequested();
};

} // namespace livebelt
