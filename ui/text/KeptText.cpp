// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/KeptText.h"

#include <QFontMetrics>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace livebelt {

using namespace Qt::StringLiterals;

KeptText::KeptText(const QString &text, const Style &style, int width) : m_text(text)
{
    const QFontMetrics metrics(style.font);
    m_ascent = metrics.ascent();
    m_height = metrics.height();
    if (text.isEmpty() || width <= 0)
        return;
    layOut(text, style, width);
    if (!style.isWrapped && m_naturalWidth > width) {
        m_isCut = true;
        const QTextLine line = m_layout->lineAt(0);
        const bool canBeClipped =
            style.elide == Qt::ElideRight && style.direction == Qt::LeftToRight && !text.isRightToLeft();
        if (canBeClipped) {
            const int room = std::max(0, width - metrics.horizontalAdvance(u'…'));
            m_cutAt = int(line.cursorToX(line.xToCursor(line.cursorToX(0) + room, QTextLine::CursorOnCharacter)));
        } else {
            Style plain = style;
            plain.formats.clear();
            m_text = metrics.elidedText(text, style.elide, width);
            const int wanted = m_naturalWidth;
            layOut(m_text, plain, width);
            m_naturalWidth = wanted;
        }
    }
    for (const QString &words : style.highlights) {
        for (qsizetype at = m_text.indexOf(words, 0, Qt::CaseInsensitive); at >= 0 && !words.isEmpty();
             at = m_text.indexOf(words, at + words.size(), Qt::CaseInsensitive))
            m_found.append({int(at), int(words.size()), style.highlight});
    }
}

void KeptText::layOut(const QString &text, const Style &style, int width)
{
    QTextOption option;
    option.setWrapMode(style.isWrapped ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::NoWrap);
    option.setAlignment(Qt::AlignAbsolute | (style.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft));
    m_layout = std::make_shared<QTextLayout>(text, style.font);
    m_layout->setTextOption(option);
    m_layout->setCacheEnabled(true);
    m_layout->setFormats(style.formats);
    m_layout->beginLayout();
    double y = 0, widest = 0;
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        const int indent = style.isWrapped && m_layout->lineCount() == 1 ? style.firstIndent : 0;
        line.setLineWidth(std::max(1, width - indent));
        line.setPosition({double(style.direction == Qt::LeftToRight ? indent : 0), y});
        // All lines are as high as the font, whatever other fonts a sign is taken from, as long as it fits.
        y += std::max(double(m_height), std::ceil(line.height()));
        widest = std::max(widest, line.naturalTextWidth());
        if (!style.isWrapped)
            break;
    }
    m_layout->endLayout();
    m_naturalWidth = int(std::ceil(widest));
    if (style.isWrapped)
        m_height = int(y);
}

void KeptText::paint(QPainter &painter, const QPoint &topLeft, const QColor &ink, const TextSpan &marked,
                     const QTextCharFormat &markFormat) const
{
    if (!m_layout)
        return;
    QList<QTextLayout::FormatRange> selections = m_found;
    if (!marked.isEmpty())
        selections.append({marked.first, marked.last - marked.first, markFormat});
    painter.setPen(ink);
    // On one line the baseline is that of the font, whatever others a sign is taken from.
    const double rise = m_layout->lineCount() == 1 ? m_ascent - m_layout->lineAt(0).ascent() : 0;
    const QPointF place(topLeft.x(), topLeft.y() + rise);
    if (m_cutAt < 0) {
        m_layout->draw(&painter, place, selections);
        return;
    }
    painter.save();
    painter.setClipRect(QRect(topLeft.x(), topLeft.y() - m_height, m_cutAt, 3 * m_height), Qt::IntersectClip);
    m_layout->draw(&painter, place, selections);
    painter.restore();
    painter.setFont(m_layout->font());
    painter.drawText(topLeft.x() + m_cutAt, topLeft.y() + m_ascent, u"…"_s);
}

int KeptText::placeAt(const QPoint &point) const
{
    if (!m_layout)
        return 0;
    for (int i = 0; i < m_layout->lineCount(); ++i) {
        const QTextLine line = m_layout->lineAt(i);
        if (point.y() < line.y() + line.height() || i == m_layout->lineCount() - 1)
            return line.xToCursor(point.x());
    }
    return 0;
}

} // namespace livebelt
