// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latest/LatestTree.h"

namespace livebelt {

/// The latest values of a feed in words, for the tree and the board.
class LatestModel final : public LatestTree
{
    Q_OBJECT

public:
    enum Column { Name, Value, Age, Rate, Least, Mean, Greatest, Trend, Columns };

    explicit LatestModel(LatestValues &values, QObject *parent = nullptr) : LatestTree(values, Columns, parent) {}

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const QModelIndex &index) const;
};

/// Microseconds since 1970 UTC.
qint64 microsNow();

} // namespace livebelt
