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

} // namespace

QString visibleText(QStringView text, bool keepLines)
{
    qsizetype first = 0;
    while (first < text.size() && !needsChange(text[first].unicode(), keepLines))
        ++first;
    if (first == text.size())
        return text.toString();
    QString shown = text.first(first).toString();
    shown.reserve(text.size() + 16);
    for (qsizetype i = first; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (!needsChange(c, keepLines))
            shown += QChar(c);
        else if (keepLines && c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        else if (c < 0x20)
            shown += QChar(char16_t(0x2400 + c));
        else if (c == 0x7F)
            shown += QChar(0x2421);
        else
            shown += u"[U+%1]"_s.arg(uint(c), 4, 16, QChar(u'0')).toUpper();
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
