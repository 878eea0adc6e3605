// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterNeeds.h"

namespace livebelt {

namespace {

constexpr FilterNeeds anywhere = FilterNeeds(FilterNeed::Text) | FilterNeed::Subject | FilterNeed::Fields;

FilterNeeds needsOf(const FilterTarget &target)
{
    const FilterNeeds named = target.name.isEmpty() ? FilterNeeds() : FilterNeed::Fields;
    switch (target.place) {
    case FilterPlace::Anywhere:
        return anywhere;
    case FilterPlace::Subject:
        return named | FilterNeed::Subject;
    case FilterPlace::Text:
        return named | FilterNeed::Text;
    case FilterPlace::Unit:
        return named | FilterNeed::Unit;
    case FilterPlace::Feed:
        return named | FilterNeed::Feed;
    case FilterPlace::Raw:
    case FilterPlace::Size:
        return named | FilterNeed::Raw | FilterNeed::Text;
    case FilterPlace::Value: // with the digits it was written with
        return named | FilterNeed::Value | FilterNeed::Unit | FilterNeed::Text | FilterNeed::Fields;
    case FilterPlace::Level:
        return FilterNeed::Level;
    case FilterPlace::Kind:
        return FilterNeed::Kind;
    case FilterPlace::Time:
        return FilterNeeds(FilterNeed::Time) | FilterNeed::Received;
    case FilterPlace::Received:
        return FilterNeed::Received;
    case FilterPlace::Field:
        return FilterNeed::Fields;
    case FilterPlace::Seq:
        break;
    }
    return {};
}

template<typename Several>
FilterNeeds needsOfAll(const Several &several)
{
    FilterNeeds needs;
    for (const FilterTerm &term : several.terms)
        needs |= needsOf(term);
    return needs;
}

FilterNeeds nodeNeeds(const TextTerm &term)
{
    return needsOf(term.target) | (term.literal.isEmpty() ? FilterNeeds() : anywhere);
}
FilterNeeds nodeNeeds(const NumberTerm &term)
{
    return needsOf(term.target);
}
FilterNeeds nodeNeeds(const HasTerm &term)
{
    return needsOf(term.target);
}
FilterNeeds nodeNeeds(const LevelTerm &)
{
    return FilterNeed::Level;
}
FilterNeeds nodeNeeds(const KindTerm &)
{
    return FilterNeed::Kind;
}
FilterNeeds nodeNeeds(const TimeTerm &term)
{
    return needsOf(FilterTarget{term.place});
}
FilterNeeds nodeNeeds(const MarkedTerm &)
{
    return FilterNeed::Marks;
}
FilterNeeds nodeNeeds(const NotTerm &term)
{
    return needsOfAll(term);
}
FilterNeeds nodeNeeds(const AllTerm &term)
{
    return needsOfAll(term);
}
FilterNeeds nodeNeeds(const AnyTerm &term)
{
    return needsOfAll(term);
}

} // namespace

FilterNeeds needsOf(const FilterTerm &term)
{
    return std::visit([](const auto &node) { return nodeNeeds(node); }, term.node);
}

} // namespace livebelt
