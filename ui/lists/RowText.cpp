// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/RowText.h"

#include <QFontMetrics>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QTextLine layOut(QTextLayout &layout, int width)
{
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(width);
    line.setPosition({0, 0});
    layout.endLayout();
    return line;
}

/// Where a line wider than its room has to end before an ellipsis. Bold is wider than the font it is measured with by
/// elidedText(), so that the line itself is asked.
int fitting(const QTextLine &line, const QFontMetrics &metrics, int width)
{
    const int room = std::max(0, width - metrics.horizontalAdvance(u'…'));
    // Aligned to the right, a line that is too wide begins to the left of its room.
    const qreal begin = line.cursorToX(0);
    return line.xToCursor(begin + room, QTextLine::CursorOnCharacter);
}

void clip(QList<QTextLayout::FormatRange> &formats, qsizetype length)
{
    for (QTextLayout::FormatRange &range : formats)
        range.length = std::min(range.length, int(length) - range.start);
    formats.removeIf([](const QTextLayout::FormatRange &range) { return range.length <= 0; });
}

} // namespace

void RowText::paint(QPainter &painter, const QRect &rect, int baseline, Qt::LayoutDirection direction) const
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setAlignment(Qt::AlignAbsolute | (direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft));
    QString shown = text;
    QTextLayout layout(shown, painter.font());
    layout.setTextOption(option);
    layout.setCacheEnabled(true);
    layout.setFormats(formats);
    QTextLine line = layOut(layout, rect.width());
    int cutAt = -1; // where the line is cut by the painter, which is faster than laying it out again
    if (line.naturalTextWidth() > rect.width()) {
        const QFontMetrics metrics(painter.font());
        // Where a line of a right-to-left script has to be cut the line cannot say: its plain measure will do.
        const bool isAsked = !formats.isEmpty() && !text.isRightToLeft();
        if (isAsked && direction == Qt::LeftToRight) {
            cutAt = int(line.cursorToX(fitting(line, metrics, rect.width())));
        } else {
            shown = isAsked ? text.left(fitting(line, metrics, rect.width())) + u'…'
                            : metrics.elidedText(text, elide, rect.width());
            auto left = formats;
            clip(left, shown.size() - 1);
            layout.setText(shown);
            layout.setFormats(left);
            line = layOut(layout, rect.width());
        }
    }
    QList<QTextLayout::FormatRange> found;
    for (const QString &words : highlights) {
        for (qsizetype at = shown.indexOf(words, 0, Qt::CaseInsensitive); at >= 0;
             at = shown.indexOf(words, at + words.size(), Qt::CaseInsensitive))
            found.append({int(at), int(words.size()), highlight});
    }
    painter.setPen(ink);
    if (cutAt < 0) {
        layout.draw(&painter, QPointF(rect.left(), baseline - line.ascent()), found);
        return;
    }
    painter.save();
    painter.setClipRect(QRect(rect.left(), rect.top(), cutAt, rect.height()), Qt::IntersectClip);
    layout.draw(&painter, QPointF(rect.left(), baseline - line.ascent()), found);
    painter.restore();
    painter.drawText(rect.left() + cutAt, baseline, u"…"_s);
}

} // namespace livebelt
