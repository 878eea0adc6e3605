// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Filter.h"

#include "model/filter/FilterMatcher.h"
#include "model/filter/FilterParser.h"

namespace livebelt {

namespace {

void collect(const FilterTerm &term, QList<ContainsTerm> &found)
{
    if (const auto *contains = std::get_if<ContainsTerm>(&term.node)) {
        found.append(*contains);
    } else if (const auto *all = std::get_if<AllTerm>(&term.node)) {
        for (const FilterTerm &part : all->terms)
            collect(part, found);
    }
}

} // namespace

Result<Filter> Filter::parse(const QString &expression)
{
    auto root = FilterParser(expression).parse();
    if (!root)
        return Failure{root.error()};
    Filter filter;
    filter.m_expression = expression.trimmed();
    if (!root->terms.empty())
        filter.m_root = std::make_shared<const FilterTerm>(FilterTerm{*std::move(root)});
    return filter;
}

bool Filter::matches(const Record &record, QByteArrayView feedName) const
{
    return !m_root || FilterMatcher(record, feedName).matches(*m_root);
}

QList<ContainsTerm> Filter::terms() const
{
    QList<ContainsTerm> found;
    if (m_root)
        collect(*m_root, found);
    return found;
}

} // namespace livebelt
