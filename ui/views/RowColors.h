// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/RowPainter.h"

#include <QColor>
#include <QTextFormat>

namespace livebelt {

/// share of over, the rest of under.
QColor mixed(const QColor &under, const QColor &over, double share);
/// A row's background as it looks, as it comes out.
QColor rowBackground(const QPalette &palette, const RowLook &look);
/// What coloured words have to stand out on: that of a selected row, which is the hardest.
QColor hardestBackground(const QPalette &palette);
/// Quiet text, but not so quiet on the tint of a selection that its contrast is gone.
QColor quietInk(const QPalette &palette, const RowLook &look);
/// Of a selected part of a text.
QTextCharFormat markFormat(const QPalette &palette);
/// Of words that a filter looks for.
QTextCharFormat highlightFormat(const QPalette &palette);
/// Background, and the frame of the row that is current.
void paintRowGround(QPainter &painter, const QRect &place, const QPalette &palette, const RowLook &look);

} // namespace livebelt
