// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/RowPicture.h"

#include <algorithm>
#include <cstdlib>

namespace livebelt {

bool RowPicture::Row::looksLike(const Row &other) const
{
    return serial == other.serial && height == other.height && look.isSelected == other.look.isSelected &&
           look.isCurrent == other.look.isCurrent && look.isHovered == other.look.isHovered &&
           look.isActive == other.look.isActive && look.isFlagged == other.look.isFlagged &&
           look.marked == other.look.marked;
}

const RowPicture::Row *RowPicture::find(quint64 seq) const
{
    const auto found = std::lower_bound(rows.begin(), rows.end(), seq,
                                        [](const Row &row, quint64 wanted) { return row.seq < wanted; });
    return found == rows.end() || found->seq != seq ? nullptr : &*found;
}

RowPicture::Change RowPicture::since(const RowPicture &before) const
{
    Change change;
    const QRect all(QPoint(), size);
    const auto everything = [&] {
        change.dy = 0;
        change.dirty = all;
        return change;
    };
    if (size != before.size || epoch != before.epoch || offset != before.offset || rows.empty() != before.rows.empty())
        return everything();
    bool isKnown = false;
    QRegion kept;
    for (const Row &row : rows) {
        const Row *old = before.find(row.seq);
        if (!old)
            continue;
        if (!isKnown)
            change.dy = row.top - old->top;
        isKnown = true;
        if (row.top - old->top == change.dy && row.looksLike(*old))
            kept += row.rect(size.width());
    }
    if (!rows.empty() && (!isKnown || std::abs(change.dy) >= size.height()))
        return everything();
    // The empty room below the last row is the same wherever it is.
    const QRect emptyNow(0, bottom(), size.width(), size.height() - bottom());
    const QRect emptyBefore(0, before.bottom() + change.dy, size.width(), size.height() - before.bottom());
    change.dirty = QRegion(all) - kept - emptyNow.intersected(emptyBefore);
    // What comes into view was never painted.
    if (change.dy != 0) {
        const QRect moved = all.translated(0, change.dy);
        change.dirty += QRegion(all) - moved;
    }
    return change;
}

} // namespace livebelt
