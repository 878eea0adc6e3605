// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterMatcher.h"

#include "model/filter/FilterPattern.h"
#include "model/records/FieldScanner.h"
#include "model/records/Quantity.h"

#include <algorithm>
#include <re2/re2.h>

namespace livebelt {

namespace {

/// Whether condition holds for the value of a field.
template<typename Condition>
bool valueHolds(const FieldScanner &field, const Condition &condition)
{
    if (field.isPlainValue())
        return condition(field.plainValue());
    FieldScanner::Room room;
    return condition(field.valueIn(room));
}

template<typename Condition>
bool anyFieldHolds(const Record &record, const Condition &condition)
{
    FieldScanner fields(record.fields);
    while (fields.next()) {
        if (valueHolds(fields, condition))
            return true;
    }
    return false;
}

/// Whether condition holds for one of the texts that a target means in a record.
template<typename Condition>
bool holdsIn(const FilterTarget &target, const FilterSubject &subject, const Condition &condition)
{
    const Record &record = subject.record;
    if (!target.name.isEmpty()) {
        FieldScanner fields(record.fields);
        if (fields.find(target.name))
            return valueHolds(fields, condition);
    }
    switch (target.place) {
    case FilterPlace::Anywhere:
        return condition(record.text) || condition(record.subject) || anyFieldHolds(record, condition);
    case FilterPlace::Subject:
        return condition(record.subject);
    case FilterPlace::Text:
        return condition(record.text);
    case FilterPlace::Unit:
        return condition(record.unit);
    case FilterPlace::Feed:
        return condition(subject.feedName);
    case FilterPlace::Raw:
        return condition(record.arrived());
    default:
        return false;
    }
}

/// The digits that a record's number was written with, where they are kept: in its text or in a field.
QByteArray digitsOf(const Record &record)
{
    QByteArray found;
    const auto isIt = [&](QByteArrayView text) {
        const auto quantity = plainQuantity(text);
        if (!quantity || quantity->value != record.value)
            return false;
        text = text.trimmed();
        qsizetype end = 0;
        if (Decimal::prefixOf(text, end))
            found = text.first(end).toByteArray();
        return !found.isEmpty();
    };
    if (!anyFieldHolds(record, isIt))
        isIt(record.text);
    return found;
}

} // namespace

TextCondition::TextCondition(const TextTerm &term) : m_how(term.how)
{
    switch (term.how) {
    case FilterText::Contains:
        m_finder = TextFinder(term.words);
        break;
    case FilterText::Equals:
        m_bytes = term.words.toUtf8();
        if (const auto number = readFilterNumber(m_bytes); number && number->unit.isEmpty())
            m_number.emplace(NumberTerm{{}, FilterComparison::Equal, *number, {}});
        break;
    case FilterText::Glob:
        m_pattern = makePattern(globText(term.words));
        break;
    case FilterText::Pattern:
        m_pattern = makePattern(patternText(term.words, term.flags));
        break;
    }
}

bool TextCondition::holds(QByteArrayView text) const
{
    switch (m_how) {
    case FilterText::Contains:
        return m_finder.isIn(text);
    case FilterText::Equals:
        return text == m_bytes || (m_number && Decimal::from(text) && m_number->holds(text));
    default:
        return re2::RE2::PartialMatch(re2::StringPiece(text.data(), size_t(text.size())), *m_pattern);
    }
}

quint8 levelMask(const LevelTerm &term)
{
    quint8 mask = 0;
    for (int level = 0; level <= int(Level::Fatal); ++level) {
        const int wanted = int(term.level);
        const bool isIn = term.comparison == FilterComparison::Less             ? level < wanted
                          : term.comparison == FilterComparison::LessOrEqual    ? level <= wanted
                          : term.comparison == FilterComparison::Greater        ? level > wanted
                          : term.comparison == FilterComparison::GreaterOrEqual ? level >= wanted
                                                                                : level == wanted;
        const bool isNone = level == 0 && term.comparison != FilterComparison::Equal;
        if (isIn && !isNone)
            mask |= quint8(1 << level);
    }
    return mask;
}

FilterMatcher::FilterMatcher(const FilterTerm &term) : m_node(compile(term)) {}

FilterMatcher::Node FilterMatcher::compile(const FilterTerm &term)
{
    if (const auto *text = std::get_if<TextTerm>(&term.node))
        return Text{text->target, TextCondition(*text),
                    text->literal.isEmpty() ? std::nullopt : std::optional<TextFinder>(text->literal)};
    if (const auto *number = std::get_if<NumberTerm>(&term.node))
        return Number{number->target, NumberCondition(*number)};
    if (const auto *level = std::get_if<LevelTerm>(&term.node))
        return Levels{levelMask(*level)};
    if (const auto *kind = std::get_if<KindTerm>(&term.node))
        return *kind;
    if (const auto *time = std::get_if<TimeTerm>(&term.node))
        return *time;
    if (const auto *has = std::get_if<HasTerm>(&term.node))
        return *has;
    if (const auto *negated = std::get_if<NotTerm>(&term.node))
        return Negated{std::make_shared<const FilterMatcher>(negated->terms.front())};
    if (const auto *all = std::get_if<AllTerm>(&term.node))
        return several(all->terms, true);
    if (const auto *any = std::get_if<AnyTerm>(&term.node))
        return several(any->terms, false);
    return MarkedTerm{};
}

FilterMatcher::Several FilterMatcher::several(const std::vector<FilterTerm> &terms, bool isAll)
{
    Several made{{}, isAll};
    made.parts.reserve(terms.size());
    for (const FilterTerm &term : terms)
        made.parts.emplace_back(term);
    return made;
}

bool FilterMatcher::matches(const FilterSubject &subject) const
{
    return std::visit([&subject](const auto &node) { return holds(node, subject); }, m_node);
}

bool FilterMatcher::holds(const Text &node, const FilterSubject &subject)
{
    if (holdsIn(node.target, subject, [&](QByteArrayView text) { return node.condition.holds(text); }))
        return true;
    return node.literal && holdsIn({}, subject, [&](QByteArrayView text) { return node.literal->isIn(text); });
}

bool FilterMatcher::holds(const Number &node, const FilterSubject &subject)
{
    const Record &record = subject.record;
    switch (node.target.place) {
    case FilterPlace::Value:
        return record.hasValue() && node.condition.holds(record.value, record.unit, [&] { return digitsOf(record); });
    case FilterPlace::Seq:
        return node.condition.holds(record.seq);
    case FilterPlace::Size: {
        FieldScanner fields(record.fields);
        if (fields.find(node.target.name))
            return valueHolds(fields, [&](QByteArrayView text) { return node.condition.holds(text); });
        return node.condition.holds(quint64(record.arrived().size()));
    }
    default:
        return holdsIn(node.target, subject, [&](QByteArrayView text) { return node.condition.holds(text); });
    }
}

bool FilterMatcher::holds(const Levels &node, const FilterSubject &subject)
{
    return (node.mask >> int(subject.record.level)) & 1;
}

bool FilterMatcher::holds(const KindTerm &node, const FilterSubject &subject)
{
    return subject.record.kind == node.kind;
}

bool FilterMatcher::holds(const TimeTerm &node, const FilterSubject &subject)
{
    const qint64 time = node.place == FilterPlace::Received ? subject.record.received : subject.record.when();
    return time != noTime && time >= node.begin && time < node.end;
}

bool FilterMatcher::holds(const HasTerm &node, const FilterSubject &subject)
{
    const Record &record = subject.record;
    switch (node.target.place) {
    case FilterPlace::Value:
        return record.hasValue();
    case FilterPlace::Level:
        return record.level != Level::None;
    case FilterPlace::Time:
        return record.time != noTime;
    case FilterPlace::Received:
        return record.received != noTime;
    case FilterPlace::Raw:
        return !record.raw.isEmpty();
    case FilterPlace::Kind:
    case FilterPlace::Seq:
    case FilterPlace::Size:
        return true;
    case FilterPlace::Field:
        return FieldScanner(record.fields).find(node.target.name);
    default:
        return holdsIn(node.target, subject, [](QByteArrayView text) { return !text.isEmpty(); });
    }
}

bool FilterMatcher::holds(const Several &node, const FilterSubject &subject)
{
    const auto isTrue = [&subject](const FilterMatcher &part) { return part.matches(subject); };
    return node.isAll ? std::all_of(node.parts.begin(), node.parts.end(), isTrue)
                      : std::any_of(node.parts.begin(), node.parts.end(), isTrue);
}

} // namespace livebelt
