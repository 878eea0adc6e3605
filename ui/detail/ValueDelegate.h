// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace livebelt {

/// Paints a value over as many lines as it needs in its column, a bounded number. Nothing in it is markup.
class ValueDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int mostLines = 12;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace livebelt
