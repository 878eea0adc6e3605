// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterScanner.h"
#include "model/filter/FilterTimes.h"

#include <QList>
#include <optional>

namespace livebelt {

/// A name that an expression asks for as a field, and where it stands.
struct FilterMention
{
    QByteArray name;
    qsizetype at = 0;
    qsizetype length = 0;
};

/// Reads one expression of the filter language (docs/filter.md). Made for one call of parse().
class FilterParser
{
public:
    FilterParser(const QString &expression, FilterClock clock);
    /// The whole expression; throws FilterRemark where it is none.
    AllTerm parse();

    const QList<FilterMention> &mentions() const { return m_mentions; }
    /// What is right and may still not be what was meant.
    const QList<FilterRemark> &remarks() const { return m_remarks; }

private:
    struct Scope ///< "subject:(" is open
    {
        FilterScanner::Name name;
        FilterOperator op;
    };
    FilterTerm any();
    FilterTerm all();
    FilterTerm unary();
    FilterTerm primary();
    FilterTerm bracket(std::optional<Scope> scope);
    FilterTerm negated(qsizetype from);
    FilterTerm bare();
    std::optional<FilterTerm> named();
    FilterTerm alternatives(FilterTerm first, const Scope &scope);
    bool takesOr();
    bool takesNot();
    bool isAtEndOfAll() const;

    FilterScanner m_scanner;
    FilterClock m_clock;
    std::optional<Scope> m_scope;
    QList<FilterMention> m_mentions;
    QList<FilterRemark> m_remarks;
    std::optional<std::pair<qsizetype, qsizetype>> m_or; ///< the | or OR taken last: where, and how long
    int m_brackets = 0;                                  ///< open
    int m_depth = 0;                                     ///< of terms in terms
};

} // namespace livebelt
