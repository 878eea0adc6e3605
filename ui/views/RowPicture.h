// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/RowPainter.h"

#include <QRegion>
#include <vector>

namespace livebelt {

/// What stands on the screen, row by row: which record, where, and in which state. Compares with what stood there
/// before, so that only what has changed is painted. A value.
struct RowPicture
{
    struct Row
    {
        quint64 seq = 0;
        int top = 0;
        int height = 0;
        quint64 serial = 0; ///< of its layout
        RowLook look;
        bool looksLike(const Row &other) const;
        QRect rect(int width) const { return {0, top, width, height}; }
    };
    /// What has to be done to the pixels of an older picture.
    struct Change
    {
        int dy = 0;    ///< move them all by so much first
        QRegion dirty; ///< then paint this
    };

    quint32 epoch = 0; ///< of its painter
    int offset = 0;    ///< sideways
    QSize size;
    std::vector<Row> rows; ///< in order of seq; without those of no height

    Change since(const RowPicture &before) const;
    const Row *find(quint64 seq) const;
    int bottom() const { return rows.empty() ? 0 : rows.back().top + rows.back().height; }
};

} // namespace livebelt
