// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/TabularText.h"

#include <QFontMetrics>
#include <QGlyphRun>
#include <QPainter>
#include <algorithm>

namespace livebelt {

TabularText::TabularText(const QFont &font) : m_font(QRawFont::fromFont(font))
{
    const QFontMetrics metrics(font);
    m_digit = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        m_digit = std::max(m_digit, metrics.horizontalAdvance(QChar(digit)));
    const QString signs = QStringLiteral("0123456789:.- ");
    const QList<quint32> indexes = m_font.glyphIndexesForString(signs);
    for (qsizetype i = 0; i < signs.size() && i < indexes.size(); ++i) {
        Glyph glyph;
        const int advance = metrics.horizontalAdvance(signs[i]);
        glyph.index = indexes[i];
        glyph.place = signs[i].isDigit() ? m_digit : advance;
        glyph.indent = (glyph.place - advance) / 2.0;
        m_glyphs.insert(signs[i], glyph);
    }
}

TabularText::Glyph TabularText::glyph(QChar sign) const
{
    Glyph unknown;
    unknown.place = m_digit;
    return m_glyphs.value(sign, unknown);
}

int TabularText::width(QStringView text) const
{
    int sum = 0;
    for (const QChar sign : text)
        sum += glyph(sign).place;
    return sum;
}

void TabularText::draw(QPainter &painter, const QPointF &position, QStringView text) const
{
    QList<quint32> indexes;
    QList<QPointF> positions;
    double x = 0;
    for (const QChar sign : text) {
        const Glyph next = glyph(sign);
        if (next.index != 0) {
            indexes.append(next.index);
            positions.append(QPointF(x + next.indent, 0));
        }
        x += next.place;
    }
    QGlyphRun run;
    run.setRawFont(m_font);
    run.setGlyphIndexes(indexes);
    run.setPositions(positions);
    painter.drawGlyphRun(position, run);
}

} // namespace livebelt
