// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/RecordPattern.h"

#include "sources/parse/formats/PatternOptions.h"
#include "sources/parse/values/ByteCursor.h"

#include <algorithm>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostGroups = 64;

re2::StringPiece piece(QByteArrayView text)
{
    return {text.data(), size_t(text.size())};
}

/// Whether there is a | outside of all brackets.
bool hasAlternatives(QByteArrayView pattern)
{
    int depth = 0;
    bool isInClass = false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\')
            ++i;
        else if (isInClass)
            isInClass = c != ']';
        else if (c == '[')
            isInClass = true;
        else if (c == '|' && depth == 0)
            return true;
        else
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return false;
}

/// The name of a last group that takes all that is left of the line: it costs less not to look at that.
QByteArray nameOfRest(QByteArrayView pattern)
{
    constexpr QByteArrayView opening("(?P<"), closing(">.*)");
    const qsizetype start = pattern.lastIndexOf(opening);
    if (start <= 0 || pattern[start - 1] == '\\' || !pattern.endsWith(closing) || hasAlternatives(pattern))
        return {};
    const QByteArrayView name = pattern.sliced(start + opening.size()).chopped(closing.size());
    const auto isNameByte = [](char c) { return isAsciiLetter(c) || isAsciiDigit(c) || c == '_'; };
    return std::all_of(name.begin(), name.end(), isNameByte) ? name.toByteArray() : QByteArray();
}

} // namespace

RE2::Options patternOptions()
{
    // Bytes, since not all that arrives is UTF-8; a letter beyond ASCII in a pattern is its bytes, too.
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    return options;
}

Result<RecordPattern> RecordPattern::from(const QByteArray &pattern)
{
    auto expression = std::make_shared<const RE2>(piece(pattern), patternOptions());
    if (!expression->ok()) {
        const QString place = QString::fromStdString(expression->error_arg());
        return Failure{u"the pattern is not valid: %1%2"_s.arg(
            QString::fromStdString(expression->error()),
            place.isEmpty() || expression->error().ends_with(expression->error_arg()) ? QString()
                                                                                      : u" at “%1”"_s.arg(place))};
    }
    if (expression->NumberOfCapturingGroups() >= mostGroups)
        return Failure{u"the pattern has more than %1 groups"_s.arg(mostGroups - 1)};
    RecordPattern made;
    made.m_text = pattern;
    made.m_isOfSeveralLines = pattern.contains("\\n") || pattern.contains('\n');
    for (const auto &[number, name] : expression->CapturingGroupNames()) {
        made.m_groups.push_back(number);
        if (made.m_names.contains(name.c_str()))
            return Failure{u"the pattern is not valid: two groups are named “%1”"_s.arg(QString::fromStdString(name))};
        made.m_names.append(QByteArray::fromStdString(name));
    }
    made.m_needed = pattern;
    if (const QByteArray rest = nameOfRest(pattern); !rest.isEmpty() && !made.m_isOfSeveralLines) {
        made.m_needed = pattern.first(pattern.lastIndexOf("(?P<"));
        auto shorter = std::make_shared<const RE2>(piece(made.m_needed), patternOptions());
        made.m_takesRest = shorter->ok() && made.m_names.last() == rest;
        if (made.m_takesRest) {
            made.m_groups.pop_back();
            expression = std::move(shorter);
        } else {
            made.m_needed = pattern;
        }
    }
    made.m_expression = std::move(expression);
    return made;
}

bool RecordPattern::matches(QByteArrayView text) const
{
    return m_expression->Match(piece(text), 0, size_t(text.size()), RE2::ANCHOR_START, nullptr, 0);
}

bool RecordPattern::match(QByteArrayView text, std::vector<QByteArrayView> &values) const
{
    std::array<re2::StringPiece, mostGroups> groups;
    const int needed = m_groups.empty() ? 1 : m_groups.back() + 1;
    if (!m_expression->Match(piece(text), 0, size_t(text.size()), RE2::ANCHOR_START, groups.data(), needed))
        return false;
    values.clear();
    for (const int number : m_groups) {
        const re2::StringPiece &group = groups[size_t(number)];
        values.emplace_back(group.data(), qsizetype(group.size()));
    }
    if (m_takesRest)
        values.push_back(text.sliced(groups[0].end() - text.data()));
    return true;
}

} // namespace livebelt
