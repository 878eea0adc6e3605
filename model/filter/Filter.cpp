// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Filter.h"

#include "model/filter/FilterMatcher.h"

namespace livebelt {

using namespace Qt::StringLiterals;

struct Filter::Data
{
    Data(QString written, FilterTerm root, QList<FilterMention> mentioned)
        : expression(std::move(written))
        , term(std::move(root))
        , matcher(term)
        , required(requirementOf(term))
        , mentions(std::move(mentioned))
    {
    }
    QString expression;
    FilterTerm term;
    FilterMatcher matcher;
    Requirement required;
    QList<FilterMention> mentions;
};

namespace {

constexpr qsizetype longestExpression = 16'384;

void collect(const FilterTerm &term, QList<ContainsTerm> &found)
{
    const auto *text = std::get_if<TextTerm>(&term.node);
    if (text && (text->how == FilterText::Contains || text->how == FilterText::Equals))
        found.append({text->target.place, text->target.name, text->words});
    const auto *all = std::get_if<AllTerm>(&term.node);
    const auto *any = std::get_if<AnyTerm>(&term.node);
    if (!all && !any)
        return;
    for (const FilterTerm &part : all ? all->terms : any->terms)
        collect(part, found);
}

} // namespace

FilterReading Filter::read(const QString &expression, const FilterClock &clock)
{
    FilterReading reading;
    if (expression.size() > longestExpression) {
        reading.error = {u"The filter is too long: %1 characters go"_s.arg(longestExpression), longestExpression, 1};
        return reading;
    }
    try {
        FilterParser parser(expression, clock);
        AllTerm root = parser.parse();
        reading.remarks = parser.remarks();
        if (!root.terms.empty())
            reading.filter.m_data =
                std::make_shared<const Data>(expression.trimmed(), FilterTerm{std::move(root)}, parser.mentions());
    } catch (const FilterRemark &remark) {
        reading.error = remark;
    }
    return reading;
}

Result<Filter> Filter::parse(const QString &expression)
{
    FilterReading reading = read(expression);
    if (reading.error)
        return Failure{inOneLine(*reading.error)};
    return std::move(reading.filter);
}

bool Filter::matches(const Record &record, QByteArrayView feedName, bool isMarked) const
{
    return !m_data ||
           m_data->matcher.matches({record, feedName, isMarked || (m_marked && m_marked->contains(record.seq))});
}

Filter Filter::withMarked(Marked seqs) const
{
    Filter marked = *this;
    marked.m_marked = std::move(seqs);
    return marked;
}

QString Filter::toString() const
{
    return m_data ? m_data->expression : QString();
}

QList<ContainsTerm> Filter::terms() const
{
    QList<ContainsTerm> found;
    if (m_data)
        collect(m_data->term, found);
    return found;
}

QList<FilterMention> Filter::mentions() const
{
    return m_data ? m_data->mentions : QList<FilterMention>();
}

FilterNeeds Filter::needs() const
{
    return m_data ? needsOf(m_data->term) : FilterNeeds();
}

const Requirement &Filter::required() const
{
    static const Requirement anything;
    return m_data ? m_data->required : anything;
}

FilterTerm Filter::term() const
{
    return m_data ? m_data->term : FilterTerm{AllTerm{}};
}

bool operator==(const Filter &a, const Filter &b)
{
    return a.m_marked == b.m_marked && (a.m_data == b.m_data || a.term() == b.term());
}

} // namespace livebelt
