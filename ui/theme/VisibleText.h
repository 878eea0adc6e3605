// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// Text from a feed for showing: a line feed becomes an arrow, other control characters their picture (U+2400 block),
/// characters that turn the direction of the text or show nothing become their code in brackets. keepLines leaves line
/// feeds and tabs. What comes back may still look like markup: show it only where markup means nothing (Qt::PlainText,
/// painted text).
QString visibleText(QStringView text, bool keepLines = false);

/// The same, piece by piece, for those who have to know what stands for what. The text must outlive it.
class VisiblePieces
{
public:
    VisiblePieces(QStringView text, bool keepLines) : m_text(text), m_keepLines(keepLines) {}

    /// Goes to the next piece; false at the end.
    bool next();
    QStringView original() const { return m_original; }
    /// What is shown of it, which is nothing for the carriage return of a line's end.
    const QString &shown() const { return m_shown; }
    bool isChanged() const { return m_isChanged; } ///< then original() is one character

private:
    QStringView m_text, m_original;
    QString m_shown;
    qsizetype m_at = 0;
    bool m_keepLines = false;
    bool m_isChanged = false;
};

/// The same on one line and at most limit characters, for names in tabs, lists and tool tips.
QString visibleLine(const QString &text, qsizetype limit = 200);

/// Text for a tool tip, which would otherwise be read as markup if it looked like it.
QString plainToolTip(const QString &text);

} // namespace livebelt
