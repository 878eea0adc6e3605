// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/TextSpan.h"

#include <QColor>
#include <QFont>
#include <QStringList>
#include <QTextLayout>
#include <memory>

class QPainter;

namespace livebelt {

/// A text that is laid out once and painted as often as wanted: on one line, cut where its room ends, or wrapped. A
/// text of a right-to-left script still begins where all others do: at the side where the window's reading begins.
class KeptText
{
public:
    struct Style
    {
        QFont font;
        Qt::LayoutDirection direction = Qt::LeftToRight;
        QList<QTextLayout::FormatRange> formats = {}; ///< as it was written: bold, coloured
        QStringList highlights = {};                  ///< words that a filter looks for
        QTextCharFormat highlight = {};
        bool isWrapped = false;
        int firstIndent = 0;                      ///< of wrapped ones: what stands before the first line
        Qt::TextElideMode elide = Qt::ElideRight; ///< of one line without formats
    };

    KeptText() = default;
    KeptText(const QString &text, const Style &style, int width);

    int height() const { return m_height; }             ///< of all its lines
    int naturalWidth() const { return m_naturalWidth; } ///< of all of it, where it is cut as well
    int ascent() const { return m_ascent; }
    bool isCut() const { return m_isCut; }
    const QString &text() const { return m_text; }
    /// marked is selected, in colors of its own.
    void paint(QPainter &painter, const QPoint &topLeft, const QColor &ink, const TextSpan &marked = {},
               const QTextCharFormat &markFormat = {}) const;
    /// The place in the text nearest to a point relative to its upper left corner.
    int placeAt(const QPoint &point) const;

private:
    void layOut(const QString &text, const Style &style, int width);

    QString m_text;
    std::shared_ptr<QTextLayout> m_layout;
    QList<QTextLayout::FormatRange> m_found;
    int m_height = 0;
    int m_naturalWidth = 0;
    int m_ascent = 0;
    int m_cutAt = -1; ///< where the painter cuts the line, which is faster than laying it out again
    bool m_isCut = false;
};

} // namespace livebelt
