// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/LogfmtPairs.h"

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

bool isInName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
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

bool LogfmtPairs::addTo(Reading &reading, QByteArrayView text, Accepts accepts)
{
    m_pairs.clear();
    m_unquoted.resize(0);
    m_unquoted.reserve(text.size()); // so that nothing in it moves
    size_t words = 0;
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
            if (accepts == Accepts::OnlyPairs && m_pairs.size() == words)
                return false;
            m_pairs.push_back({key, {}, Pair::Type::Word});
            ++words;
            continue;
        }
        if (text[at] != '=')
            return false;
        if (++at < text.size() && text[at] == '"') {
            const QByteArrayView value = takeQuoted(text, at);
            if (value.isNull() || (at < text.size() && !isSpace(text[at])))
                return false;
            m_pairs.push_back({key, value, Pair::Type::Quoted});
            continue;
        }
        const qsizetype valueAt = at;
        while (at < text.size() && !isSpace(text[at]))
            ++at;
        const QByteArrayView value = text.sliced(valueAt, at - valueAt);
        if (accepts == Accepts::OnlyPairs && value.contains(',') && value.contains('='))
            return false; // pairs with commas between them
        m_pairs.push_back({key, value, Pair::Type::Untyped});
    }
    const size_t pairs = m_pairs.size() - words;
    if (pairs == 0 || (accepts == Accepts::OnlyPairs && words > pairs))
        return false;
    addAll(reading);
    return true;
}

void LogfmtPairs::addAll(Reading &reading) const
{
    for (const Pair &pair : m_pairs) {
        if (pair.type == Pair::Type::Word)
            reading.addBoolean(pair.key, true);
        else if (pair.type == Pair::Type::Quoted)
            reading.addText(pair.key, pair.value);
        else
            reading.addUntyped(pair.key, pair.value);
    }
}

bool LogfmtPairs::addEndOf(Reading &reading, QByteArrayView text)
{
    constexpr int mostTries = 8;
    qsizetype at = 0;
    for (int i = 0; i < mostTries; ++i) {
        const qsizetype equals = text.indexOf('=', at);
        if (equals < 0)
            return false;
        qsizetype start = equals;
        while (start > at && isInName(text[start - 1]))
            --start;
        const bool isKey = start < equals && (start == 0 || isSpace(text[start - 1]));
        if (isKey && readEnd(text.sliced(start))) {
            addAll(reading);
            return true;
        }
        at = equals + 1;
    }
    return false;
}

/// Nothing but pairs.
bool LogfmtPairs::readEnd(QByteArrayView text)
{
    m_pairs.clear();
    m_unquoted.resize(0);
    m_unquoted.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        if (isSpace(text[at]) || text[at] == ',' || text[at] == ';') {
            ++at;
            continue;
        }
        const qsizetype start = at;
        while (at < text.size() && isInName(text[at]))
            ++at;
        const QByteArrayView key = text.sliced(start, at - start);
        if (key.isEmpty() || at == text.size() || text[at] != '=')
            return false;
        if (++at < text.size() && text[at] == '"') {
            const QByteArrayView value = takeQuoted(text, at);
            if (value.isNull())
                return false;
            m_pairs.push_back({key, value, Pair::Type::Quoted});
            continue;
        }
        const qsizetype valueAt = at;
        while (at < text.size() && !isSpace(text[at]))
            ++at;
        QByteArrayView value = text.sliced(valueAt, at - valueAt);
        while (value.endsWith(',') || value.endsWith(';'))
            value.chop(1);
        m_pairs.push_back({key, value, Pair::Type::Untyped});
    }
    return !m_pairs.empty();
}

/// The value whose first quote is at `at`, which then is behind its last one; null where there is none.
QByteArrayView LogfmtPairs::takeQuoted(QByteArrayView text, qsizetype &at)
{
    const qsizetype first = ++at;
    while (at < text.size() && text[at] != '"' && text[at] != '\\')
        ++at;
    if (at < text.size() && text[at] == '"') // nothing is escaped
        return text.sliced(first, at++ - first);
    const qsizetype start = m_unquoted.size();
    m_unquoted.append(text.sliced(first, at - first));
    for (; at < text.size() && text[at] != '"'; ++at) {
        const bool isEscape = text[at] == '\\' && at + 1 < text.size();
        m_unquoted += isEscape ? unescaped(text[++at]) : text[at];
    }
    if (at == text.size())
        return {};
    ++at;
    return QByteArrayView(m_unquoted).sliced(start);
}

} // namespace livebelt
