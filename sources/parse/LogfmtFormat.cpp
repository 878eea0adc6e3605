// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/LogfmtFormat.h"

namespace livebelt {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t';
}

bool isInKey(char c)
{
    return static_cast<unsigned char>(c) > ' ' && c != '=' && c != '"' && c != '\x7f';
}

char unescaped(char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

} // namespace

LogfmtFormat::LogfmtFormat(const ParserOptions &options, Accepts accepts) : m_reading(options), m_accepts(accepts) {}

bool LogfmtFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    const QByteArrayView text = item;
    if (m_accepts == Accepts::OnlyPairs && text.startsWith("__CURSOR="))
        return false; // the journal's export, a pair a line
    m_reading.clear();
    m_unquoted.resize(0);
    m_unquoted.reserve(item.size()); // so that nothing in it moves
    int pairs = 0, words = 0;
    for (qsizetype at = 0; at < text.size();) {
        if (isSpace(text[at])) {
            ++at;
            continue;
        }
        const qsizetype start = at;
        while (at < text.size() && isInKey(text[at]))
            ++at;
        const QByteArrayView key = text.sliced(start, at - start);
        if (key.isEmpty())
            return false;
        if (at == text.size() || isSpace(text[at])) {
            if (m_accepts == Accepts::OnlyPairs && pairs == 0)
                return false;
            m_reading.addBoolean(key, true);
            ++words;
            continue;
        }
        if (text[at] != '=')
            return false;
        ++pairs;
        if (++at < text.size() && text[at] == '"') {
            const QByteArrayView value = takeQuoted(text, at);
            if (value.isNull() || (at < text.size() && !isSpace(text[at])))
                return false;
            m_reading.addText(key, value);
            continue;
        }
        const qsizetype valueAt = at;
        while (at < text.size() && !isSpace(text[at]))
            ++at;
        m_reading.addUntyped(key, text.sliced(valueAt, at - valueAt));
    }
    if (pairs == 0 || (m_accepts == Accepts::OnlyPairs && words > pairs))
        return false;
    m_reading.make(item, arrival, records);
    return true;
}

/// The value whose first quote is at `at`, which then is behind its last one; null where there is none.
QByteArrayView LogfmtFormat::takeQuoted(QByteArrayView item, qsizetype &at)
{
    const qsizetype first = ++at;
    while (at < item.size() && item[at] != '"' && item[at] != '\\')
        ++at;
    if (at < item.size() && item[at] == '"') // nothing is escaped
        return item.sliced(first, at++ - first);
    const qsizetype start = m_unquoted.size();
    m_unquoted.append(item.sliced(first, at - first));
    for (; at < item.size() && item[at] != '"'; ++at) {
        const bool isEscape = item[at] == '\\' && at + 1 < item.size();
        m_unquoted += isEscape ? unescaped(item[++at]) : item[at];
    }
    if (at == item.size())
        return {};
    ++at;
    return QByteArrayView(m_unquoted).sliced(start);
}

} // namespace livebelt
