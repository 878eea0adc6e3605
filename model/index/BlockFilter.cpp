// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/index/BlockFilter.h"

#include "model/index/SketchWalk.h"
#include "model/index/TextSketch.h"

#include <algorithm>

namespace livebelt {

namespace {

/// What has to be there for a text to have this in it.
struct Collecting
{
    std::vector<quint32> &grams, &marks;
    bool isWhole;
    void gram(quint32 place) { grams.push_back(place); }
    void mark(quint32 place) { marks.push_back(place); }
    void word(quint32 place, bool startsText, bool endsText)
    {
        if (isWhole || (!startsText && !endsText)) // else it may be a part of a longer one there
            marks.push_back(place);
    }
};

bool overlaps(const BlockRange &range, qint64 begin, qint64 end)
{
    return range.most >= begin && range.least < end;
}

} // namespace

struct BlockFilter::Compile
{
    Node operator()(const Requirement::Literal &literal) const { return textOf(literal); }
    Node operator()(const Requirement::Pattern &pattern) const
    {
        Pattern made{{}, pattern};
        for (const QByteArray &part : pattern.parts)
            made.parts.push_back(textOf({part, false}));
        return made;
    }
    Node operator()(const Requirement::All &all) const { return several(all.parts, true); }
    Node operator()(const Requirement::Any &any) const { return several(any.parts, false); }
    template<typename Other>
    Node operator()(const Other &other) const
    {
        return other;
    }

    static Several several(const std::vector<Requirement> &parts, bool isAll)
    {
        Several made;
        made.isAll = isAll;
        for (const Requirement &part : parts)
            made.parts.emplace_back(part);
        return made;
    }
};

BlockFilter::BlockFilter(const Requirement &requirement) : m_node(std::visit(Compile(), requirement.node)) {}

BlockFilter::Text BlockFilter::textOf(const Requirement::Literal &literal)
{
    Text text;
    Collecting collecting{text.grams, text.marks, literal.isWhole};
    std::vector<quint8> folded;
    sketch::fold(literal.folded, folded);
    sketch::walk(folded, collecting);
    for (std::vector<quint32> *places : {&text.grams, &text.marks}) {
        std::sort(places->begin(), places->end());
        places->erase(std::unique(places->begin(), places->end()), places->end());
    }
    return text;
}

bool BlockFilter::Text::isIn(const Facts &facts) const
{
    return std::all_of(grams.begin(), grams.end(),
                       [&](quint32 place) { return BitSet::mayHave(facts.grams, place); }) &&
           std::all_of(marks.begin(), marks.end(), [&](quint32 place) { return BitSet::mayHave(facts.marks, place); });
}

bool BlockFilter::isOfUse() const
{
    if (std::holds_alternative<Requirement::Anything>(m_node))
        return false;
    if (const auto *text = std::get_if<Text>(&m_node))
        return !text->grams.empty() || !text->marks.empty();
    if (const auto *several = std::get_if<Several>(&m_node)) {
        const auto isOfUse = [](const BlockFilter &part) { return part.isOfUse(); };
        return several->isAll ? std::any_of(several->parts.begin(), several->parts.end(), isOfUse)
                              : std::all_of(several->parts.begin(), several->parts.end(), isOfUse);
    }
    return true;
}

bool BlockFilter::mayMatch(const Block &block) const
{
    return mayMatch(Facts{block.grams, block.marks, block.levels, block.kinds, block.received, block.times});
}

bool BlockFilter::mayMatch(const Facts &facts) const
{
    if (const auto *text = std::get_if<Text>(&m_node))
        return text->isIn(facts);
    if (const auto *several = std::get_if<Several>(&m_node)) {
        const auto may = [&facts](const BlockFilter &part) { return part.mayMatch(facts); };
        return several->isAll ? std::all_of(several->parts.begin(), several->parts.end(), may)
                              : std::any_of(several->parts.begin(), several->parts.end(), may);
    }
    if (const auto *pattern = std::get_if<Pattern>(&m_node)) {
        std::vector<int> present;
        for (size_t i = 0; i < pattern->parts.size(); ++i) {
            if (pattern->parts[i].isIn(facts))
                present.push_back(int(i));
        }
        return pattern->requirement.mayMatch(present);
    }
    if (const auto *levels = std::get_if<Requirement::Levels>(&m_node))
        return (facts.levels & levels->mask) != 0;
    if (const auto *kind = std::get_if<Requirement::Kind>(&m_node))
        return (facts.kinds >> int(kind->kind)) & 1;
    if (const auto *time = std::get_if<Requirement::Time>(&m_node))
        return overlaps(time->isArrival ? facts.received : facts.times, time->begin, time->end);
    return true;
}

} // namespace livebelt
