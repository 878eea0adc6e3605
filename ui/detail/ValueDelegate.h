// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace livebelt {

/// Paints a text over as many lines as it needs in its column, a bounded number. Nothing in it is markup.
class ValueDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int mostLines = 12;

    enum class Width { OfColumn, OfText }; ///< which of the two follows the other
    explicit ValueDelegate(Width width, QObject *parent = nullptr) : QStyledItemDelegate(parent), m_width(width) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Width m_width;
};

} // namespace livebelt
