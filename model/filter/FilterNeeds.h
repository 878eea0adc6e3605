// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterTerm.h"

#include <QFlags>

namespace livebelt {

/// Parts of a record that have to be there for a filter to be asked; the rest may be left out.
enum class FilterNeed : quint16 {
    Text = 1,
    Raw = 2,
    Subject = 4,
    Unit = 8,
    Fields = 16,
    Value = 32,
    Level = 64,
    Kind = 128,
    Time = 256,
    Received = 512,
    Marks = 1024,
    Feed = 2048
};
Q_DECLARE_FLAGS(FilterNeeds, FilterNeed)

FilterNeeds needsOf(const FilterTerm &term);

} // namespace livebelt

Q_DECLARE_OPERATORS_FOR_FLAGS(livebelt::FilterNeeds)
