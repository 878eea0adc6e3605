// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterTerm.h"
#include "model/filter/FilterTimes.h"

#include <random>

namespace livebelt::test {

/// Makes terms and records that have something to do with each other: both are put together from few words, numbers
/// and names.
class RandomFilter
{
public:
    explicit RandomFilter(unsigned seed) : m_random(seed) {}

    static FilterClock clock();
    /// A term of at most that many levels, in the form in which the parser makes it.
    FilterTerm term(int depth);
    Record record();

    /// What a filter has at its top for that term.
    static FilterTerm atTop(const FilterTerm &term);
    static QString shown(const Record &record);

private:
    size_t below(size_t count) { return m_random() % count; }
    template<typename List>
    const auto &one(const List &list)
    {
        return list[below(std::size(list))];
    }
    QString word();
    QString phrase();
    FilterTarget target();
    FilterTerm leaf();
    FilterTerm text();
    FilterTerm number();
    FilterTerm time();
    template<typename Several>
    FilterTerm several(int depth);

    std::mt19937 m_random;
};

} // namespace livebelt::test
