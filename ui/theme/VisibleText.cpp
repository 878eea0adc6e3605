// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/VisibleText.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// Marks, embeddings, overrides and isolates (Unicode UAX #9), zero-width characters and the byte order mark.
bool showsNothing(char16_t c)
{
    return (c >= 0x200B && c <= 0x200F && c != 0x200D) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0x061C || c == 0xFEFF || c == 0x00AD;
}

bool needsChange(char16_t c, bool keepLines)
{
    if (keepLines && (c == u'\n' || c == u'\t'))
        return false;
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || showsNothing(c);
}

QString signOf(char16_t c)
{
    if (c == u'\n')
        return QChar(0x21B5); // which more fonts have than the picture of a line feed
    if (c < 0x20)
        return QChar(char16_t(0x2400 + c));
    if (c == 0x7F)
        return QChar(0x2421);
    return u"[U+%1]"_s.arg(uint(c), 4, 16, QChar(u'0')).toUpper();
}

} // namespace

bool VisiblePieces::next()
{
    if (m_at >= m_text.size())
        return false;
    const qsizetype from = m_at;
    while (m_at < m_text.size() && !needsChange(m_text[m_at].unicode(), m_keepLines))
        ++m_at;
    m_isChanged = m_at == from;
    if (m_isChanged) {
        const char16_t c = m_text[m_at++].unicode();
        const bool isOfLineEnd = m_keepLines && c == u'\r' && m_at < m_text.size() && m_text[m_at] == u'\n';
        m_shown = isOfLineEnd ? QString() : signOf(c);
    } else {
        m_shown = m_text.sliced(from, m_at - from).toString();
    }
    m_original = m_text.sliced(from, m_at - from);
    return true;
}

QString visibleText(QStringView text, bool keepLines)
{
    VisiblePieces pieces(text, keepLines);
    QString shown;
    while (pieces.next()) {
        if (shown.isEmpty())
            shown = pieces.shown(); // and all of it, of nearly every text
        else
            shown += pieces.shown();
    }
    return shown;
}

QString visibleLine(const QString &text, qsizetype limit)
{
    if (text.size() <= limit)
        return visibleText(text);
    return visibleText(QStringView(text).first(limit)) + u'…';
}

QString plainToolTip(const QString &text)
{
    // Rich text keeps line breaks only with the style; without it a long line would not wrap at all.
    return u"<span style=\"white-space: pre-wrap\">"_s + visibleText(text.left(2000), true).toHtmlEscaped() +
           u"</span>"_s;
}

} // namespace livebelt
