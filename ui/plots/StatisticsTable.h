// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/FeedSeries.h"

#include <QTreeWidget>

namespace livebelt {

/// Count, least, mean, greatest, standard deviation and rate of each line in the stretch of time that is shown.
class StatisticsTable final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit StatisticsTable(QWidget *parent = nullptr);

    void show(const std::vector<const FeedSeries::Line *> &lines, qint64 from, qint64 to);
    QSize sizeHint() const override;
};

} // namespace livebelt
