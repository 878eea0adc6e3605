// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterScanner.h"
#include "model/filter/FilterTimes.h"

#include <optional>

namespace livebelt {

/// What stands behind a name and its operator.
struct FilterValue
{
    enum class Form : quint8 { Word, Phrase, Pattern };
    Form form = Form::Word;
    QString text;
    QString flags;        ///< of a Pattern
    qsizetype at = 0;     ///< of what was written
    qsizetype length = 1; ///< of what was written
};

/// Takes a value off the scanner. depth: of brackets open.
FilterValue takeFilterValue(FilterScanner &scanner, int depth);
/// The term that a value is without a name.
FilterTerm bareTerm(const FilterValue &value);
/// The term that a name, an operator and a value make; throws FilterRemark where they make none. nullopt where it is
/// nothing but a word, as in "a->b".
std::optional<FilterTerm> namedTerm(const FilterScanner::Name &name, FilterOperator op, const FilterValue &value,
                                    const FilterClock &clock);
/// The field that a term with that name is about; empty where it is none.
QByteArray fieldNamed(const FilterScanner::Name &name);

} // namespace livebelt
