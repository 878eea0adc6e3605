// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterParser.h"

#include "model/filter/FilterNames.h"
#include "model/filter/FilterValues.h"

#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostDepth = 100;

/// One term for several that are side by side; what is of the same sort among them becomes part of it.
template<typename Several>
FilterTerm joined(std::vector<FilterTerm> terms)
{
    if (terms.size() == 1)
        return std::move(terms.front());
    Several several;
    for (FilterTerm &term : terms) {
        if (auto *inner = std::get_if<Several>(&term.node))
            std::move(inner->terms.begin(), inner->terms.end(), std::back_inserter(several.terms));
        else
            several.terms.push_back(std::move(term));
    }
    return {std::move(several)};
}

FilterRemark missing(qsizetype at, qsizetype length)
{
    return {u"This stands between two terms, and one of them is missing: write it, or put this between quotes"_s, at,
            std::max<qsizetype>(1, length)};
}

/// A count that is one higher while it lives.
class Deeper
{
public:
    explicit Deeper(int &count) : m_count(count) { ++m_count; }
    ~Deeper() { --m_count; }
    Q_DISABLE_COPY_MOVE(Deeper)

private:
    int &m_count;
};

} // namespace

FilterParser::FilterParser(const QString &expression, FilterClock clock)
    : m_scanner(expression), m_clock(std::move(clock))
{
}

AllTerm FilterParser::parse()
{
    m_scanner.skipSpace();
    if (m_scanner.isAtEnd())
        return {};
    FilterTerm root = any();
    if (auto *all = std::get_if<AllTerm>(&root.node))
        return std::move(*all);
    AllTerm one;
    one.terms.push_back(std::move(root));
    return one;
}

FilterTerm FilterParser::any()
{
    std::vector<FilterTerm> terms;
    do
        terms.push_back(all());
    while (takesOr());
    return joined<AnyTerm>(std::move(terms));
}

bool FilterParser::takesOr()
{
    const qsizetype from = m_scanner.at();
    const bool isOr = m_scanner.takeWord("OR"_L1) || m_scanner.take(u'|');
    if (!isOr)
        return false;
    if (m_scanner.at() == from + 1)
        m_scanner.take(u'|');
    m_or = {from, m_scanner.at() - from};
    return true;
}

bool FilterParser::isAtEndOfAll() const
{
    FilterScanner ahead = m_scanner;
    return ahead.isAtEnd() || ahead.peek() == u'|' || (ahead.peek() == u')' && m_brackets > 0) ||
           ahead.takeWord("OR"_L1);
}

FilterTerm FilterParser::all()
{
    std::vector<FilterTerm> terms;
    while (true) {
        m_scanner.skipSpace();
        const qsizetype from = m_scanner.at();
        const bool isAnd = m_scanner.takeWord("AND"_L1) || m_scanner.takeWord("&&"_L1);
        const qsizetype end = m_scanner.at();
        m_scanner.skipSpace();
        const bool isOver = isAtEndOfAll();
        if (isAnd && (isOver || terms.empty()))
            throw missing(from, end - from);
        if (isOver && terms.empty())
            throw m_or ? missing(m_or->first, m_or->second) : missing(from, m_scanner.peek() == u'O' ? 2 : 1);
        if (isOver)
            return joined<AllTerm>(std::move(terms));
        terms.push_back(unary());
        m_or.reset();
    }
}

/// Takes a minus sign, or the word not, where something follows that it can be about.
bool FilterParser::takesNot()
{
    const QChar next = m_scanner.peek(1);
    if (m_scanner.peek() == u'-') {
        static const QString signs = u"\"(/._#@*+[{<$%&'~"_s;
        const bool isBefore =
            next.isLetterOrNumber() || (next.unicode() > 127 && !next.isSpace()) || signs.contains(next);
        return isBefore && !next.isNull() && m_scanner.take(u'-');
    }
    const qsizetype from = m_scanner.at();
    const bool isCapital = m_scanner.takeWord("NOT"_L1);
    if (!isCapital && !m_scanner.takeWord("not"_L1))
        return false;
    m_scanner.skipSpace();
    if (isAtEndOfAll()) {
        m_scanner.goTo(from);
        return false;
    }
    if (!isCapital)
        m_remarks.append(
            {u"“not” leaves out what comes behind it; write the two words between quotes to look for them"_s, from, 3});
    return true;
}

FilterTerm FilterParser::unary()
{
    const qsizetype from = m_scanner.at();
    if (!takesNot())
        return primary();
    return negated(from);
}

FilterTerm FilterParser::negated(qsizetype from)
{
    const Deeper deeper(m_depth);
    if (m_depth > mostDepth)
        throw FilterRemark{u"There are too many terms within each other: at most %1 go"_s.arg(mostDepth), from, 1};
    NotTerm term;
    term.terms.push_back(unary());
    return {std::move(term)};
}

FilterTerm FilterParser::primary()
{
    if (m_scanner.peek() == u'(')
        return bracket(m_scope);
    if (m_scanner.peek() != u'"' && m_scanner.peek() != u'/') {
        if (auto term = named())
            return *std::move(term);
    }
    return bare();
}

FilterTerm FilterParser::bracket(std::optional<Scope> scope)
{
    const qsizetype from = m_scanner.at();
    const Deeper deeper(m_depth);
    if (m_depth > mostDepth)
        throw FilterRemark{u"There are too many terms within each other: at most %1 go"_s.arg(mostDepth), from, 1};
    m_scanner.take(u'(');
    m_scanner.skipSpace();
    if (m_scanner.peek() == u')')
        throw FilterRemark{u"There is nothing between the brackets: write what to look for, or quotes around them"_s,
                           from, m_scanner.at() + 1 - from};
    ++m_brackets;
    std::optional<Scope> outer = std::exchange(m_scope, std::move(scope));
    FilterTerm term = any();
    m_scope = std::move(outer);
    --m_brackets;
    if (!m_scanner.take(u')'))
        throw FilterRemark{u"A bracket is opened and not closed: write “)” behind what belongs in it"_s, from, 1};
    return term;
}

FilterTerm FilterParser::bare()
{
    const FilterValue value = takeFilterValue(m_scanner, m_brackets);
    if (!m_scope)
        return bareTerm(value);
    auto term = namedTerm(m_scope->name, m_scope->op, value, m_clock);
    return term ? *std::move(term) : bareTerm(value);
}

std::optional<FilterTerm> FilterParser::named()
{
    const qsizetype from = m_scanner.at();
    FilterOperator op{};
    const auto name = m_scanner.name(op);
    if (!name)
        return std::nullopt;
    const bool isComparison = op != FilterOperator::Has && op != FilterOperator::Is && op != FilterOperator::SameOrText;
    if (isComparison)
        m_scanner.skipSpace();
    if (m_scanner.isAtBoundary(m_brackets)) {
        const bool isKnown =
            op == FilterOperator::Has || op == FilterOperator::Is || name->isStrict || filterName(name->name);
        if (!isKnown || (op == FilterOperator::SameOrText && !name->isStrict)) {
            m_scanner.goTo(from);
            return std::nullopt;
        }
        throw FilterRemark{
            u"Nothing stands behind “%1”: write what to look for right after it"_s.arg(m_scanner.slice(from).trimmed()),
            from, m_scanner.at() - from};
    }
    const Scope scope{*name, op};
    const auto mention = [&] {
        if (const QByteArray field = fieldNamed(*name); !field.isEmpty())
            m_mentions.append({field, name->at, name->length});
    };
    if (m_scanner.peek() == u'(' && (op == FilterOperator::Has || op == FilterOperator::Is)) {
        mention();
        return bracket(scope);
    }
    auto term = namedTerm(*name, op, takeFilterValue(m_scanner, m_brackets), m_clock);
    if (!term) {
        m_scanner.goTo(from);
        return std::nullopt;
    }
    mention();
    return alternatives(*std::move(term), scope);
}

/// "level:warn|error", without spaces: the second word has the name of the first.
FilterTerm FilterParser::alternatives(FilterTerm first, const Scope &scope)
{
    std::vector<FilterTerm> terms;
    terms.push_back(std::move(first));
    while (m_scanner.peek() == u'|' && !m_scanner.isAtBoundary(m_brackets, 1) && m_scanner.peek(1) != u'(' &&
           m_scanner.peek(1) != u'-') {
        const qsizetype from = m_scanner.at();
        m_scanner.take(u'|');
        FilterOperator op{};
        if (m_scanner.peek() != u'"' && m_scanner.name(op)) {
            m_scanner.goTo(from);
            break;
        }
        auto next = namedTerm(scope.name, scope.op, takeFilterValue(m_scanner, m_brackets), m_clock);
        if (!next) {
            m_scanner.goTo(from);
            break;
        }
        terms.push_back(*std::move(next));
    }
    return joined<AnyTerm>(std::move(terms));
}

} // namespace livebelt
