// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"

#include <QMenu>
#include <optional>

class QActionGroup;
class QSettings;

namespace livebelt {

class FeedView;

/// View > As ...: how the feed in front is looked at. What was chosen is kept for each feed, by its address; the kind
/// of a feed chooses the first view.
class ViewMenu final : public QMenu
{
    Q_OBJECT

public:
    /// settings must outlive it.
    explicit ViewMenu(QSettings &settings, QWidget *parent = nullptr);

    /// Shows the view as it was the last time, else as its kind does, and remembers what becomes of it.
    void take(FeedView &view, const QString &address, ViewKind first);
    /// The one in front; nullptr for none.
    void setView(FeedView *view);

private:
    void showChoice();
    void save(const FeedView &view, const QString &address);

    QSettings &m_settings;
    QActionGroup *m_choices;
    FeedView *m_view = nullptr;
};

} // namespace livebelt
