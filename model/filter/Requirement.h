// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterTerm.h"

#include <memory>

namespace re2 {
class FilteredRE2;
}

namespace livebelt {

/// What has to be true of a record, or of a pile of records for one of them to match: weaker than the filter, and asked
/// of an index. A requirement that cannot be put into these words holds for anything.
struct Requirement
{
    /// Nothing to go by.
    struct Anything
    {
    };
    /// A text, a subject or the value of a field has this somewhere: UTF-8, each character folded (CaseFolding.h).
    struct Literal
    {
        QByteArray folded;
        bool isWhole = false; ///< it is all of such a text, so that its first and last words are whole ones
    };
    /// Of the parts of a regular expression that are fixed, so many that it may match.
    struct Pattern
    {
        std::vector<QByteArray> parts; ///< as of a Literal
        std::shared_ptr<const re2::FilteredRE2> pattern;
        /// Whether it may match where those parts, and no others, are there.
        bool mayMatch(const std::vector<int> &present) const;
    };
    struct Levels
    {
        quint8 mask; ///< as levelMask()
    };
    struct Kind
    {
        RecordKind kind;
    };
    /// The time, or the arrival, in [begin, end).
    struct Time
    {
        bool isArrival;
        qint64 begin, end;
    };
    struct All
    {
        std::vector<Requirement> parts;
    };
    struct Any
    {
        std::vector<Requirement> parts;
    };
    std::variant<Anything, Literal, Pattern, Levels, Kind, Time, All, Any> node;

    bool isAnything() const { return std::holds_alternative<Anything>(node); }
};

Requirement requirementOf(const FilterTerm &term);

} // namespace livebelt
