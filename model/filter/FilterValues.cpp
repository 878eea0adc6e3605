// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterValues.h"

#include "model/filter/FilterNames.h"
#include "model/filter/FilterNumbers.h"
#include "model/filter/FilterPattern.h"

#include <cmath>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

FilterRemark wrong(const FilterValue &value, const QString &sentence)
{
    return {sentence, value.at, std::max<qsizetype>(1, value.length)};
}

std::optional<FilterComparison> comparisonOf(FilterOperator op)
{
    switch (op) {
    case FilterOperator::Less:
        return FilterComparison::Less;
    case FilterOperator::LessOrEqual:
        return FilterComparison::LessOrEqual;
    case FilterOperator::Greater:
        return FilterComparison::Greater;
    case FilterOperator::GreaterOrEqual:
        return FilterComparison::GreaterOrEqual;
    default:
        return std::nullopt;
    }
}

QString signOf(FilterOperator op)
{
    switch (op) {
    case FilterOperator::Less:
        return u"<"_s;
    case FilterOperator::LessOrEqual:
        return u"<="_s;
    case FilterOperator::Greater:
        return u">"_s;
    case FilterOperator::GreaterOrEqual:
        return u">="_s;
    default:
        return u":"_s;
    }
}

FilterTerm withoutIf(bool isNot, FilterTerm term)
{
    if (!isNot)
        return term;
    NotTerm negated;
    negated.terms.push_back(std::move(term));
    return {std::move(negated)};
}

/// "100..200", "..5", "3..": both are numbers where they are there.
std::optional<NumberTerm> rangeIn(const FilterTarget &target, const QString &text)
{
    const qsizetype dots = text.indexOf(".."_L1);
    if (dots < 0)
        return std::nullopt;
    const QByteArray least = text.left(dots).toUtf8(), most = text.sliced(dots + 2).toUtf8();
    const auto from = least.isEmpty() ? FilterNumber() : readFilterNumber(least);
    const auto to = most.isEmpty() ? FilterNumber() : readFilterNumber(most);
    if (!from || !to || (least.isEmpty() && most.isEmpty()))
        return std::nullopt;
    return NumberTerm{target, FilterComparison::Within, *from, *to};
}

FilterTerm numberTerm(const FilterTarget &target, const QString &name, FilterOperator op, const FilterValue &value)
{
    if (op == FilterOperator::Has && value.form == FilterValue::Form::Word) {
        if (const auto range = rangeIn(target, value.text))
            return {*range};
    }
    const auto number = value.form == FilterValue::Form::Pattern ? std::nullopt : readFilterNumber(value.text.toUtf8());
    if (!number) {
        throw wrong(value, u"“%1” is no number: write one behind “%2%3”, as in %2%3%4"_s.arg(
                               value.text, name, signOf(op), name == "size"_L1 ? u"2MB"_s : u"21.5"_s));
    }
    const NumberTerm term{target, comparisonOf(op).value_or(FilterComparison::Equal), *number, {}};
    return withoutIf(op == FilterOperator::IsNot, {term});
}

FilterTerm levelTerm(FilterOperator op, const FilterValue &value)
{
    const auto level = value.form == FilterValue::Form::Pattern ? std::nullopt : levelOf(value.text);
    if (!level) {
        throw wrong(value,
                    u"There is no level “%1”: it is trace, debug, info, warn, error, fatal or none"_s.arg(value.text));
    }
    return withoutIf(op == FilterOperator::IsNot,
                     {LevelTerm{comparisonOf(op).value_or(FilterComparison::Equal), *level}});
}

FilterTerm kindTerm(FilterOperator op, const FilterValue &value)
{
    const auto kind =
        value.form == FilterValue::Form::Pattern ? std::nullopt : kindFromName(value.text.toLower().toUtf8());
    if (!kind || comparisonOf(op)) {
        throw wrong(value, u"There is no kind “%1”: it is message, measurement, event, row or notice"_s.arg(
                               comparisonOf(op) ? signOf(op) + value.text : value.text));
    }
    return withoutIf(op == FilterOperator::IsNot, {KindTerm{*kind}});
}

TimeTerm within(FilterPlace place, const FilterSpan &span, FilterOperator op, const QString &written)
{
    TimeTerm term;
    term.place = place;
    const qint64 behind = span.isDays ? span.end : span.begin + 1;
    switch (op) {
    case FilterOperator::Less:
        term.end = span.begin;
        break;
    case FilterOperator::LessOrEqual:
        term.end = behind;
        break;
    case FilterOperator::Greater:
        term.begin = behind;
        break;
    case FilterOperator::GreaterOrEqual:
        term.begin = span.begin;
        break;
    default:
        term.begin = span.begin;
        term.end = span.end;
    }
    term.written = signOf(op) + written;
    return term;
}

FilterTerm timeTerm(FilterPlace place, const QString &name, FilterOperator op, const FilterValue &value,
                    const FilterClock &clock)
{
    const auto span = value.form == FilterValue::Form::Pattern ? std::nullopt
                      : comparisonOf(op)                       ? readFilterTime(value.text, clock)
                                                               : readFilterTimes(value.text, clock);
    if (!span) {
        throw wrong(value, u"“%1” is no time: write one as in %2%3, %2%4, %2%5 or %2%6"_s.arg(
                               value.text, name, u":yesterday"_s, u">14:00"_s, u":2026-11-30T09..10"_s, u">-5m"_s));
    }
    return withoutIf(op == FilterOperator::IsNot, {within(place, *span, op, value.text)});
}

/// age<5m and age:5m..1h; nullopt where the value is no length of time: then it is a field.
std::optional<FilterTerm> ageTerm(FilterOperator op, const FilterValue &value, const FilterClock &clock)
{
    if (value.form == FilterValue::Form::Pattern)
        return std::nullopt;
    const qsizetype dots = value.text.indexOf(".."_L1);
    TimeTerm term;
    term.isAge = true;
    term.written = signOf(op) + value.text;
    if (op == FilterOperator::Has && dots > 0) {
        const auto least = readDuration(value.text.left(dots)), most = readDuration(value.text.sliced(dots + 2));
        if (!least || !most)
            return std::nullopt;
        term.begin = clock.now - *most;
        term.end = clock.now - *least + 1;
        return FilterTerm{term};
    }
    const auto age = readDuration(value.text);
    const auto comparison = comparisonOf(op);
    if (!age || !comparison)
        return std::nullopt;
    const qint64 then = clock.now - *age;
    if (comparison == FilterComparison::Less || comparison == FilterComparison::LessOrEqual)
        term.begin = then + (comparison == FilterComparison::Less ? 1 : 0);
    else
        term.end = then + (comparison == FilterComparison::GreaterOrEqual ? 1 : 0);
    return FilterTerm{term};
}

FilterTerm hasTerm(const FilterValue &value)
{
    const FilterName *known = filterName(value.text);
    if (known && (!known->isAlias || known->place == FilterPlace::Subject))
        return {HasTerm{{known->place, known->isAlias ? value.text.toUtf8() : QByteArray(), false}}};
    const QString name = value.text.startsWith(u'.') ? value.text.sliced(1) : value.text;
    return {HasTerm{{FilterPlace::Field, name.toUtf8(), false}}};
}

FilterTerm isTerm(const FilterValue &value)
{
    if (value.text.compare("marked"_L1, Qt::CaseInsensitive) == 0)
        return {MarkedTerm{}};
    if (const auto kind = kindFromName(value.text.toLower().toUtf8()))
        return {KindTerm{*kind}};
    if (const auto level = levelOf(value.text))
        return {LevelTerm{FilterComparison::Equal, *level}};
    throw wrong(
        value,
        u"“is:%1” is nothing that is known: write is:marked, is:notice or another kind, or is:error or another level"_s
            .arg(value.text));
}

QString literalOf(const FilterScanner::Name &name, FilterOperator op, const FilterTarget &target,
                  const FilterValue &value)
{
    if (name.isStrict || value.form == FilterValue::Form::Pattern)
        return {};
    if (op == FilterOperator::SameOrText) // of a name of the language, in the case in which it is printed
        return (target.name.isEmpty() ? name.name.toLower() : name.name) + u'=' + value.text;
    return op == FilterOperator::Has && target.place == FilterPlace::Field ? name.name + u':' + value.text : QString();
}

std::optional<FilterTerm> textTerm(const FilterTarget &target, const FilterScanner::Name &name, FilterOperator op,
                                   const FilterValue &value)
{
    const bool isWord = value.form == FilterValue::Form::Word;
    const bool isPattern = value.form == FilterValue::Form::Pattern;
    if (const auto comparison = comparisonOf(op)) {
        if (const auto number = isPattern ? std::nullopt : readFilterNumber(value.text.toUtf8()))
            return FilterTerm{NumberTerm{target, *comparison, *number, {}}};
        if (target.place == FilterPlace::Field && !name.isStrict)
            return std::nullopt; // "a->b", "List<Type>"
        throw wrong(value, u"“%1” is no number, as %2 wants one: write %3:%1 to look for the text"_s.arg(
                               value.text, signOf(op), name.name));
    }
    TextTerm term{target, FilterText::Contains, value.text, value.flags, literalOf(name, op, target, value)};
    if (isPattern) {
        checkPattern(value.text, value.flags, value.at + 1);
        if (op != FilterOperator::Has && op != FilterOperator::IsNot)
            throw wrong(value,
                        u"A regular expression stands behind “:” only: write %1:/%2/"_s.arg(name.name, value.text));
        term.how = FilterText::Pattern;
    } else if (op != FilterOperator::Has) {
        term.how = FilterText::Equals;
    } else if (const auto range =
                   isWord && target.place == FilterPlace::Field ? rangeIn(target, value.text) : std::nullopt) {
        return FilterTerm{*range};
    } else if (isWord && value.text.contains(u'*')) {
        term.how = FilterText::Glob;
    }
    return withoutIf(op == FilterOperator::IsNot, {std::move(term)});
}

} // namespace

FilterValue takeFilterValue(FilterScanner &scanner, int depth)
{
    FilterValue value;
    value.at = scanner.at();
    if (scanner.peek() == u'"') {
        value.form = FilterValue::Form::Phrase;
        value.text = scanner.quoted();
    } else if (const auto pattern = scanner.pattern(depth)) {
        value.form = FilterValue::Form::Pattern;
        value.text = pattern->pattern;
        value.flags = pattern->flags;
    } else {
        value.text = scanner.word(depth);
    }
    value.length = scanner.at() - value.at;
    return value;
}

FilterTerm bareTerm(const FilterValue &value)
{
    TextTerm term;
    term.words = value.text;
    if (value.form == FilterValue::Form::Pattern) {
        checkPattern(value.text, value.flags, value.at + 1);
        term.how = FilterText::Pattern;
        term.flags = value.flags;
    }
    return {std::move(term)};
}

std::optional<FilterTerm> namedTerm(const FilterScanner::Name &name, FilterOperator op, const FilterValue &value,
                                    const FilterClock &clock)
{
    FilterTarget target{FilterPlace::Field, name.name.toUtf8(), name.isStrict};
    if (name.isStrict)
        return textTerm(target, name, op, value);
    const QString lower = name.name.toLower();
    if (op == FilterOperator::Has && lower == "has"_L1)
        return hasTerm(value);
    if (op == FilterOperator::Has && lower == "is"_L1)
        return isTerm(value);
    if (lower == "age"_L1) {
        if (auto age = ageTerm(op, value, clock))
            return age;
    }
    const FilterName *known = filterName(name.name);
    if (!known)
        return textTerm(target, name, op, value);
    target = {known->place, known->isAlias ? name.name.toUtf8() : QByteArray(), false};
    switch (known->place) {
    case FilterPlace::Value:
    case FilterPlace::Seq:
    case FilterPlace::Size:
        return numberTerm(target, lower, op, value);
    case FilterPlace::Level:
        return levelTerm(op, value);
    case FilterPlace::Kind:
        return kindTerm(op, value);
    case FilterPlace::Time:
    case FilterPlace::Received:
        return timeTerm(known->place, lower, op, value, clock);
    default:
        return textTerm(target, name, op, value);
    }
}

QByteArray fieldNamed(const FilterScanner::Name &name)
{
    const QString lower = name.name.toLower();
    const bool isField =
        name.isStrict || (!filterName(name.name) && lower != "has"_L1 && lower != "is"_L1 && lower != "age"_L1);
    return isField ? name.name.toUtf8() : QByteArray();
}

} // namespace livebelt
