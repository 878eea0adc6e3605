// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Requirement.h"
#include "model/index/Block.h"

#include <functional>

namespace livebelt {

/// Says of blocks whether records that match a filter may be in them. Wrong in one direction only: it may say yes of a
/// block that has none. Immutable; asked from any thread.
class BlockFilter
{
public:
    /// All that it looks at of a block.
    struct Facts
    {
        QByteArrayView grams, marks;
        quint8 levels = 0xff, kinds = 0xff;
        BlockRange received, times;
    };

    explicit BlockFilter(const Requirement &requirement);

    /// Whether there is any block that it could exclude.
    bool isOfUse() const;
    bool mayMatch(const Facts &facts) const;
    bool mayMatch(const Block &block) const;

private:
    struct Text
    {
        std::vector<quint32> grams, marks;
        bool isIn(const Facts &facts) const;
    };
    struct Pattern
    {
        std::vector<Text> parts;
        Requirement::Pattern requirement;
    };
    struct Several
    {
        std::vector<BlockFilter> parts;
        bool isAll = true;
    };
    using Node = std::variant<Requirement::Anything, Text, Pattern, Requirement::Levels, Requirement::Kind,
                              Requirement::Time, Several>;
    struct Compile;

    static Text textOf(const Requirement::Literal &literal);

    Node m_node;
};

} // namespace livebelt
