// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterTerm.h"

#include <optional>
#include <span>

namespace livebelt {

/// A name of the filter language: what may stand before a colon without being a field.
struct FilterName
{
    const char *name;
    FilterPlace place;
    bool isAlias; ///< a field of that name goes before it
    const char *meaning;
};

/// All of them, those that are no alias first.
std::span<const FilterName> filterNames();
/// The one of that name, in either case; null where there is none: then it is a field.
const FilterName *filterName(const QString &name);

/// A level by any of its words: "warn", "WARNING", "err", "none".
std::optional<Level> levelOf(const QString &word);

} // namespace livebelt
