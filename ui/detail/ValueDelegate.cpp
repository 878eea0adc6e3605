// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/ValueDelegate.h"

#include <QPainter>
#include <QTextLayout>
#include <QTreeView>
#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

constexpr int besides = 3; ///< pixels left and right of the text, and above and below
constexpr int unbounded = 1 << 20;

QColor inkOf(const QStyleOptionViewItem &option)
{
    const auto group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    return option.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
}

/// Lays the text out in that width, and gives its height.
double layOut(QTextLayout &layout, int width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    double height = 0;
    layout.beginLayout();
    for (int i = 0; i < ValueDelegate::mostLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

/// What a cell has for its text.
int widthOf(const QWidget *widget, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QTreeView *>(widget);
    int width = view ? view->columnWidth(index.column()) - 2 * besides : 200;
    for (QModelIndex above = index; view && index.column() == 0 && above.isValid(); above = above.parent())
        width -= view->indentation();
    return std::max(40, width);
}

QString lines(QString text)
{
    return text.replace(u'\n', QChar::LineSeparator);
}

} // namespace

void ValueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    QTextLayout layout(lines(std::exchange(shown.text, QString())), shown.font);
    const QWidget *widget = option.widget;
    widget->style()->drawControl(QStyle::CE_ItemViewItem, &shown, painter, widget);
    layOut(layout, std::max(1, option.rect.width() - 2 * besides));
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip);
    painter->setPen(inkOf(shown));
    layout.draw(painter, option.rect.topLeft() + QPoint(besides, besides));
    painter->restore();
}

QSize ValueDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    QTextLayout layout(lines(shown.text), shown.font);
    const int width = m_width == Width::OfColumn ? widthOf(option.widget, index) : unbounded;
    const double height = layOut(layout, width);
    return {m_width == Width::OfColumn ? width : int(layout.maximumWidth() + 1) + 2 * besides,
            std::max(int(height + 0.5), QFontMetrics(shown.font).height()) + 2 * besides};
}

} // namespace livebelt
