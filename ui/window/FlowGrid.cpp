// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/FlowGrid.h"

#include <algorithm>

namespace livebelt {

FlowGrid::~FlowGrid()
{
    for (QLayoutItem *item : m_items)
        delete item;
}

QLayoutItem *FlowGrid::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[std::size_t(index)] : nullptr;
}

QLayoutItem *FlowGrid::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item)
        m_items.erase(m_items.begin() + index);
    return item;
}

QSize FlowGrid::cell() const
{
    QSize size(1, 1);
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->sizeHint());
    return size;
}

int FlowGrid::columnsFor(int width) const
{
    return std::max(1, (width + spacing()) / (cell().width() + spacing()));
}

int FlowGrid::heightForWidth(int width) const
{
    const int columns = columnsFor(width);
    const int rows = (count() + columns - 1) / columns;
    return rows * cell().height() + std::max(0, rows - 1) * spacing();
}

QSize FlowGrid::minimumSize() const
{
    return cell();
}

QSize FlowGrid::sizeHint() const
{
    return {3 * cell().width() + 2 * spacing(), heightForWidth(3 * cell().width() + 2 * spacing())};
}

void FlowGrid::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const int columns = columnsFor(rect.width());
    const int width = (rect.width() - (columns - 1) * spacing()) / columns;
    const int height = cell().height();
    for (int i = 0; i < count(); ++i) {
        const QPoint corner(rect.x() + i % columns * (width + spacing()),
                            rect.y() + i / columns * (height + spacing()));
        m_items[std::size_t(i)]->setGeometry(QRect(corner, QSize(width, height)));
    }
}

} // namespace livebelt
