// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterScanner.h"

#include <array>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

bool startsName(QChar c)
{
    return c.isLetter() || c == u'_';
}

bool isInName(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c == u'/' || c == u'@';
}

constexpr std::array operators{
    std::pair{":="_L1, FilterOperator::Is},           std::pair{":>="_L1, FilterOperator::GreaterOrEqual},
    std::pair{":<="_L1, FilterOperator::LessOrEqual}, std::pair{":>"_L1, FilterOperator::Greater},
    std::pair{":<"_L1, FilterOperator::Less},         std::pair{":"_L1, FilterOperator::Has},
    std::pair{"!="_L1, FilterOperator::IsNot},        std::pair{">="_L1, FilterOperator::GreaterOrEqual},
    std::pair{"<="_L1, FilterOperator::LessOrEqual},  std::pair{">"_L1, FilterOperator::Greater},
    std::pair{"<"_L1, FilterOperator::Less},          std::pair{"="_L1, FilterOperator::SameOrText},
};

} // namespace

bool FilterScanner::skipSpace()
{
    const qsizetype from = m_at;
    while (!isAtEnd() && m_text.at(m_at).isSpace())
        ++m_at;
    return m_at > from;
}

bool FilterScanner::take(QChar c)
{
    if (peek() != c || isAtEnd())
        return false;
    ++m_at;
    return true;
}

bool FilterScanner::takeWord(QLatin1StringView word)
{
    if (!QStringView(m_text).sliced(m_at).startsWith(word))
        return false;
    const qsizetype end = m_at + word.size();
    if (end < m_text.size() && !m_text.at(end).isSpace() && m_text.at(end) != u'(')
        return false;
    m_at = end;
    return true;
}

bool FilterScanner::isAtBoundary(int depth, qsizetype ahead) const
{
    if (m_at + ahead >= m_text.size())
        return true;
    const QChar c = peek(ahead);
    return c.isSpace() || c == u'|' || (c == u')' && depth > 0);
}

std::optional<FilterScanner::Name> FilterScanner::name(FilterOperator &op)
{
    const qsizetype from = m_at;
    Name found;
    found.at = from;
    found.isStrict = peek() == u'.' && (peek(1) == u'"' || startsName(peek(1)));
    if (found.isStrict)
        ++m_at;
    if (found.isStrict && peek() == u'"') {
        found.name = quoted();
    } else if (startsName(peek()) || (found.isStrict && isInName(peek()))) {
        const qsizetype begin = m_at;
        while (!isAtEnd() && isInName(m_text.at(m_at)))
            ++m_at;
        found.name = slice(begin);
    }
    found.length = m_at - from;
    const qsizetype behindName = m_at;
    const bool isSpaced = skipSpace();
    const auto taken = found.name.isEmpty() ? std::nullopt : takeOperator();
    // "a > 5" is a comparison, "a : b" and "a = b" are words.
    const bool isComparison =
        taken && *taken != FilterOperator::Has && *taken != FilterOperator::Is && *taken != FilterOperator::SameOrText;
    if (!taken || (isSpaced && !isComparison) ||
        (m_at > behindName && QStringView(m_text).sliced(m_at).startsWith(u"//"))) {
        m_at = from;
        return std::nullopt;
    }
    op = *taken;
    return found;
}

std::optional<FilterOperator> FilterScanner::takeOperator()
{
    for (const auto &[written, op] : operators) {
        if (QStringView(m_text).sliced(m_at).startsWith(written)) {
            m_at += written.size();
            return op;
        }
    }
    return std::nullopt;
}

QString FilterScanner::quoted()
{
    const qsizetype start = m_at++;
    QString phrase;
    for (; !isAtEnd(); ++m_at) {
        QChar c = m_text.at(m_at);
        if (c == u'"') {
            ++m_at;
            if (phrase.isEmpty())
                throw FilterRemark{u"There is nothing between the quotes: write what to look for"_s, start, 2};
            return phrase;
        }
        if (c == u'\\' && (peek(1) == u'"' || peek(1) == u'\\'))
            c = m_text.at(++m_at);
        phrase += c;
    }
    throw FilterRemark{u"A quote is opened and not closed: end the phrase with “\"”"_s, start, m_text.size() - start};
}

std::optional<FilterScanner::Pattern> FilterScanner::pattern(int depth)
{
    if (peek() != u'/')
        return std::nullopt;
    auto found = pattern(depth, true);
    return found ? found
                 : pattern(depth, false); // a set that is opened and not closed is for the pattern to complain of
}

/// knowsSets: a slash in [...] does not end it.
std::optional<FilterScanner::Pattern> FilterScanner::pattern(int depth, bool knowsSets)
{
    const qsizetype from = m_at;
    Pattern found;
    found.at = from + 1;
    bool isInSet = false;
    for (++m_at; !isAtEnd() && (m_text.at(m_at) != u'/' || isInSet); ++m_at) {
        const QChar c = m_text.at(m_at);
        if (c == u'\\' && m_at + 1 < m_text.size()) {
            ++m_at;
            if (m_text.at(m_at) != u'/')
                found.pattern += c;
        } else if (c == u'[' || c == u']') {
            isInSet = knowsSets && c == u'[';
        }
        found.pattern += m_text.at(m_at);
    }
    const bool isClosed = take(u'/');
    for (; peek() == u'i' || peek() == u'm' || peek() == u's'; ++m_at) {
        if (!found.flags.contains(peek()))
            found.flags += peek();
    }
    if (!isClosed || found.pattern.isEmpty() || !isAtBoundary(depth)) {
        m_at = from;
        return std::nullopt;
    }
    std::sort(found.flags.begin(), found.flags.end());
    return found;
}

/// Of the bracket that comes next: how many letters further the one stands that closes it, before any space; 0: none.
qsizetype FilterScanner::closingBracket() const
{
    int open = 0;
    for (qsizetype at = m_at; at < m_text.size() && !m_text.at(at).isSpace(); ++at) {
        open += m_text.at(at) == u'(' ? 1 : m_text.at(at) == u')' ? -1 : 0;
        if (open == 0)
            return at - m_at;
    }
    return 0;
}

QString FilterScanner::word(int depth)
{
    const qsizetype from = m_at;
    for (; !isAtEnd(); ++m_at) {
        const QChar c = m_text.at(m_at);
        if (c.isSpace() || c == u'|' || (c == u')' && depth > 0))
            break;
        if (c == u'(')
            m_at += closingBracket(); // "main()" is one word
        if (c == u')')
            throw FilterRemark{u"No bracket is open that this one closes: take it away, or write it between quotes"_s,
                               m_at, 1};
    }
    return slice(from);
}

} // namespace livebelt
