// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterTerm.h"

namespace livebelt {

/// A term as an expression that reads back the same.
QString printed(const FilterTerm &term);

/// A text as it stands behind "name:" or alone so that it is looked for as it is: between quotes where it has to be.
QString quotedWord(const QString &text);

} // namespace livebelt
