// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/ValueDelegate.h"

#include <QPainter>
#include <QTreeView>
#include <algorithm>

namespace livebelt {

namespace {

constexpr int flags = int(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWrapAnywhere | Qt::TextExpandTabs;
constexpr int besides = 3; ///< pixels left and right of the text, and above and below

QColor inkOf(const QStyleOptionViewItem &option)
{
    const auto group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    if (option.state.testFlag(QStyle::State_Selected))
        return option.palette.color(group, QPalette::HighlightedText);
    return option.palette.color(group, QPalette::Text);
}

} // namespace

void ValueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    const QString text = std::exchange(shown.text, QString());
    const QWidget *widget = option.widget;
    widget->style()->drawControl(QStyle::CE_ItemViewItem, &shown, painter, widget);
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip);
    painter->setFont(shown.font);
    painter->setPen(inkOf(shown));
    painter->drawText(option.rect.adjusted(besides, besides, -besides, -besides), flags, text);
    painter->restore();
}

QSize ValueDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    const int width = std::max(40, view ? view->columnWidth(index.column()) - 2 * besides : 200);
    const QFontMetrics metrics(option.font);
    const QRect room(0, 0, width, metrics.lineSpacing() * mostLines);
    const int height = std::min(metrics.boundingRect(room, flags, index.data().toString()).height(), room.height());
    return {width, std::max(height, metrics.height()) + 2 * besides};
}

} // namespace livebelt
