// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QHash>
#include <QRawFont>
#include <QStringView>

class QPainter;
class QPointF;

namespace livebelt {

/// Digits and a little punctuation in places of one width for all digits, so that times stand under one another in any
/// font. Draws without shaping: a list paints one of these a row. A value.
class TabularText
{
public:
    TabularText() = default;
    explicit TabularText(const QFont &font);

    int digitWidth() const { return m_digit; }
    int width(QStringView text) const;
    /// position is where the baseline begins. Knows "0123456789:.- " only; leaves a place for any other sign.
    void draw(QPainter &painter, const QPointF &position, QStringView text) const;

private:
    struct Glyph
    {
        quint32 index = 0;
        double indent = 0; ///< within its place
        int place = 0;
    };
    Glyph glyph(QChar sign) const;

    QRawFont m_font;
    QHash<QChar, Glyph> m_glyphs;
    int m_digit = 8;
};

} // namespace livebelt
