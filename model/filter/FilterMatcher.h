// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterNumbers.h"
#include "model/filter/FilterTerm.h"
#include "model/filter/TextFinder.h"

#include <memory>
#include <optional>

namespace re2 {
class RE2;
}

namespace livebelt {

/// What a record is asked with.
struct FilterSubject
{
    const Record &record;
    QByteArrayView feedName;
    bool isMarked = false;
};

/// A condition on one text.
class TextCondition
{
public:
    explicit TextCondition(const TextTerm &term);
    bool holds(QByteArrayView text) const;

private:
    FilterText m_how;
    TextFinder m_finder;                     ///< of Contains
    QByteArray m_bytes;                      ///< of Equals
    std::optional<NumberCondition> m_number; ///< of Equals, where it is a number
    std::shared_ptr<const re2::RE2> m_pattern;
};

/// A filter made ready to be asked, as fast as may be: no allocation a record but for texts of fields that are escaped
/// and long. Immutable; asked from any thread, by several at once.
class FilterMatcher
{
public:
    explicit FilterMatcher(const FilterTerm &term);
    bool matches(const FilterSubject &subject) const;

private:
    struct Text
    {
        FilterTarget target;
        TextCondition condition;
        std::optional<TextFinder> literal;
    };
    struct Number
    {
        FilterTarget target;
        NumberCondition condition;
    };
    struct Levels
    {
        quint8 mask; ///< bit n: the level with that number
    };
    struct Several
    {
        std::vector<FilterMatcher> parts;
        bool isAll;
    };
    struct Negated
    {
        std::shared_ptr<const FilterMatcher> part;
    };
    using Node = std::variant<Text, Number, Levels, KindTerm, TimeTerm, HasTerm, MarkedTerm, Several, Negated>;

    static Node compile(const FilterTerm &term);
    static Several several(const std::vector<FilterTerm> &terms, bool isAll);
    static bool holds(const Text &node, const FilterSubject &subject);
    static bool holds(const Number &node, const FilterSubject &subject);
    static bool holds(const Levels &node, const FilterSubject &subject);
    static bool holds(const KindTerm &node, const FilterSubject &subject);
    static bool holds(const TimeTerm &node, const FilterSubject &subject);
    static bool holds(const HasTerm &node, const FilterSubject &subject);
    static bool holds(const MarkedTerm &, const FilterSubject &subject) { return subject.isMarked; }
    static bool holds(const Several &node, const FilterSubject &subject);
    static bool holds(const Negated &node, const FilterSubject &subject) { return !node.part->matches(subject); }

    Node m_node;
};

/// Which levels a term lets through: bit n is the level with that number.
quint8 levelMask(const LevelTerm &term);

} // namespace livebelt
