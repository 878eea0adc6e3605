// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Requirement.h"

#include "model/filter/FilterMatcher.h"
#include "model/filter/FilterPattern.h"
#include "model/filter/TextFinder.h"

#include <re2/filtered_re2.h>

namespace livebelt {

namespace {

constexpr int shortestPart = 3; ///< an index knows nothing about less

/// Whether what a target means stands in a text, a subject or the value of a field.
bool isIndexed(const FilterTarget &target)
{
    return target.place == FilterPlace::Anywhere || target.place == FilterPlace::Subject ||
           target.place == FilterPlace::Text || target.place == FilterPlace::Field;
}

Requirement literal(const QString &words, bool isWhole)
{
    const QByteArray folded = TextFinder(words).folded();
    return folded.isEmpty() ? Requirement{} : Requirement{Requirement::Literal{folded, isWhole}};
}

Requirement all(std::vector<Requirement> parts)
{
    std::erase_if(parts, [](const Requirement &part) { return part.isAnything(); });
    if (parts.size() == 1)
        return std::move(parts.front());
    return parts.empty() ? Requirement{} : Requirement{Requirement::All{std::move(parts)}};
}

Requirement any(std::vector<Requirement> parts)
{
    for (const Requirement &part : parts) {
        if (part.isAnything())
            return {};
    }
    return Requirement{Requirement::Any{std::move(parts)}};
}

Requirement pattern(const TextTerm &term)
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    auto filtered = std::make_shared<re2::FilteredRE2>(shortestPart);
    int id = 0;
    const std::string text = patternText(term.words, term.flags);
    if (filtered->Add(text, options, &id) != re2::RE2::NoError)
        return {};
    std::vector<std::string> parts;
    filtered->Compile(&parts);
    Requirement::Pattern found;
    for (const std::string &part : parts)
        found.parts.push_back(TextFinder(QString::fromStdString(part)).folded());
    found.pattern = std::move(filtered);
    return found.parts.empty() || found.mayMatch({}) ? Requirement{} : Requirement{std::move(found)};
}

/// The fixed parts of a glob, which all have to be there.
Requirement glob(const QString &words)
{
    std::vector<Requirement> parts;
    const QStringList pieces = words.split(u'*', Qt::SkipEmptyParts);
    for (const QString &piece : pieces)
        parts.push_back(literal(piece, false));
    return all(std::move(parts));
}

Requirement ofText(const TextTerm &term)
{
    switch (term.how) {
    case FilterText::Contains:
        return literal(term.words, false);
    case FilterText::Equals: {
        bool isNumber = false;
        term.words.toDouble(&isNumber); // may be written in another way there
        return isNumber ? Requirement{} : literal(term.words, true);
    }
    case FilterText::Glob:
        return glob(term.words);
    case FilterText::Pattern:
        return pattern(term);
    }
    return {};
}

Requirement node(const TextTerm &term)
{
    if (!isIndexed(term.target))
        return {};
    if (term.literal.isEmpty())
        return ofText(term);
    return any({ofText(term), literal(term.literal, false)});
}
Requirement node(const LevelTerm &term)
{
    return {Requirement::Levels{levelMask(term)}};
}
Requirement node(const KindTerm &term)
{
    return {Requirement::Kind{term.kind}};
}
Requirement node(const TimeTerm &term)
{
    return {Requirement::Time{term.place == FilterPlace::Received, term.begin, term.end}};
}
Requirement node(const AllTerm &term)
{
    std::vector<Requirement> parts;
    for (const FilterTerm &part : term.terms)
        parts.push_back(requirementOf(part));
    return all(std::move(parts));
}
Requirement node(const AnyTerm &term)
{
    std::vector<Requirement> parts;
    for (const FilterTerm &part : term.terms)
        parts.push_back(requirementOf(part));
    return any(std::move(parts));
}
template<typename Term>
Requirement node(const Term &)
{
    return {};
}

} // namespace

bool Requirement::Pattern::mayMatch(const std::vector<int> &present) const
{
    std::vector<int> matching;
    pattern->AllPotentials(present, &matching);
    return !matching.empty();
}

Requirement requirementOf(const FilterTerm &term)
{
    return std::visit([](const auto &inner) { return node(inner); }, term.node);
}

} // namespace livebelt
