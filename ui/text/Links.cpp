// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/Links.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t most = 32;

bool isPartOfLink(QChar c)
{
    return c > u' ' && c != u'<' && c != u'>' && c != u'"' && !c.isSpace();
}

bool isPartOfWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

} // namespace

std::vector<TextSpan> linksIn(const QString &text)
{
    std::vector<TextSpan> links;
    for (qsizetype at = text.indexOf(u"http"_s, 0, Qt::CaseInsensitive); at >= 0 && links.size() < most;
         at = text.indexOf(u"http"_s, at + 1, Qt::CaseInsensitive)) {
        const QStringView rest = QStringView(text).sliced(at);
        const int scheme = rest.startsWith("https://"_L1, Qt::CaseInsensitive)  ? 8
                           : rest.startsWith("http://"_L1, Qt::CaseInsensitive) ? 7
                                                                                : 0;
        if (scheme == 0 || (at > 0 && isPartOfWord(text[at - 1])))
            continue;
        qsizetype end = at + scheme;
        while (end < text.size() && isPartOfLink(text[end]))
            ++end;
        // What ends a sentence is none of it; a bracket only where it was opened before.
        while (end > at + scheme) {
            const QChar last = text[end - 1];
            const QStringView link = QStringView(text).sliced(at, end - at);
            const bool isClosing = last == u')' && link.count(u')') > link.count(u'(');
            if (!isClosing && !QStringView(u".,;:!?']}").contains(last))
                break;
            --end;
        }
        if (end > at + scheme)
            links.push_back({int(at), int(end)});
        at = end;
    }
    return links;
}

std::vector<TextSpan> wordsIn(const QString &text, const QString &word)
{
    std::vector<TextSpan> found;
    if (word.isEmpty())
        return found;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0 && found.size() < most;
         at = text.indexOf(word, at + word.size(), Qt::CaseInsensitive)) {
        const qsizetype end = at + word.size();
        if ((at == 0 || !isPartOfWord(text[at - 1])) && (end == text.size() || !isPartOfWord(text[end])))
            found.push_back({int(at), int(end)});
    }
    return found;
}

} // namespace livebelt
