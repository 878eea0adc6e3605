// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPainter>
#include <QTextLayout>

namespace livebelt {

/// One text of a row while it is painted: a single line, cut where its room ends, marked where the filter found words.
struct RowText
{
    QString text;
    QColor ink;
    QList<QTextLayout::FormatRange> formats = {}; ///< as it was written: bold, coloured
    QStringList highlights = {};
    QTextCharFormat highlight = {};
    Qt::TextElideMode elide = Qt::ElideRight; ///< of a text without formats

    /// With the painter's font. A line of a right-to-left script still begins where all others do: at the side where
    /// the window's reading begins.
    void paint(QPainter &painter, const QRect &rect, int baseline, Qt::LayoutDirection direction) const;
};

} // namespace livebelt
