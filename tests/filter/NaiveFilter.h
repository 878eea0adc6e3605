// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterTerm.h"

namespace livebelt::test {

/// What a filter says of a record, worked out once more in the plainest way, by Qt alone.
bool naivelyMatches(const FilterTerm &term, const Record &record, const QString &feed, bool isMarked);

} // namespace livebelt::test
