// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/filter/NaiveFilter.h"

#include "model/records/Fields.h"

#include <QRegularExpression>
#include <optional>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

/// A number as a whole one of units of 10^-40, so that numbers are compared by their digits.
std::optional<QString> scaled(const QString &text, bool &isNegative)
{
    static const QRegularExpression form(u"^([+-]?)(\\d+)(?:\\.(\\d+))?(?:[eE]([+-]?\\d+))?$"_s);
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    QString digits = match.captured(2) + match.captured(3);
    const qsizetype power = match.captured(4).toInt() - match.captured(3).size() + 40;
    digits += QString(power, u'0');
    digits.remove(QRegularExpression(u"^0+"_s));
    isNegative = match.captured(1) == u'-' && !digits.isEmpty();
    return digits;
}

std::optional<int> compared(const QString &a, const QString &b)
{
    bool isNegativeA = false, isNegativeB = false;
    const auto numberA = scaled(a, isNegativeA), numberB = scaled(b, isNegativeB);
    if (!numberA || !numberB)
        return std::nullopt;
    if (isNegativeA != isNegativeB)
        return isNegativeA ? -1 : 1;
    const int order =
        numberA->size() != numberB->size() ? (numberA->size() < numberB->size() ? -1 : 1) : numberA->compare(*numberB);
    return isNegativeA ? -order : order;
}

bool orderHolds(FilterComparison comparison, int order)
{
    return comparison == FilterComparison::Less             ? order < 0
           : comparison == FilterComparison::LessOrEqual    ? order <= 0
           : comparison == FilterComparison::Greater        ? order > 0
           : comparison == FilterComparison::GreaterOrEqual ? order >= 0
                                                            : order == 0;
}

bool numberHolds(const NumberTerm &term, const QString &text)
{
    if (term.comparison == FilterComparison::Within) {
        const auto least = compared(text, QString::fromUtf8(term.number.digits)),
                   most = compared(text, QString::fromUtf8(term.most.digits));
        return (term.number.digits.isEmpty() ? compared(text, u"0"_s).has_value() : least && *least >= 0) &&
               (term.most.digits.isEmpty() || (most && *most <= 0));
    }
    const auto order = compared(text, QString::fromUtf8(term.number.digits));
    return order && orderHolds(term.comparison, *order);
}

QStringList textsOf(const FilterTarget &target, const Record &record, const QString &feed)
{
    const auto fields = fieldList(record.fields);
    if (!target.name.isEmpty()) {
        for (const auto &[name, value] : fields) {
            if (name == QString::fromUtf8(target.name))
                return {value};
        }
    }
    switch (target.place) {
    case FilterPlace::Anywhere: {
        QStringList all{QString::fromUtf8(record.text), QString::fromUtf8(record.subject)};
        for (const auto &[name, value] : fields)
            all += value;
        return all;
    }
    case FilterPlace::Subject:
        return {QString::fromUtf8(record.subject)};
    case FilterPlace::Text:
        return {QString::fromUtf8(record.text)};
    case FilterPlace::Unit:
        return {QString::fromUtf8(record.unit)};
    case FilterPlace::Feed:
        return {feed};
    case FilterPlace::Raw:
        return {QString::fromUtf8(record.arrived())};
    default:
        return {};
    }
}

QString patternOf(const TextTerm &term)
{
    if (term.how == FilterText::Pattern)
        return term.words;
    QString glob = QRegularExpression::escape(term.words);
    glob.replace(u"\\*\\*"_s, u"\1"_s)
        .replace(u"\\*"_s, term.words.contains(u'/') ? u"[^/]*"_s : u".*"_s)
        .replace(u"\1"_s, u".*"_s);
    return u"\\A"_s + glob + u"\\z"_s;
}

bool textHolds(const TextTerm &term, const QString &text)
{
    if (term.how == FilterText::Contains)
        return text.contains(term.words, Qt::CaseInsensitive);
    if (term.how == FilterText::Equals)
        return text == term.words || compared(text, term.words) == 0;
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    options.setFlag(QRegularExpression::CaseInsensitiveOption,
                    term.how == FilterText::Glob || term.flags.contains(u'i'));
    options.setFlag(QRegularExpression::DotMatchesEverythingOption, term.how == FilterText::Glob);
    options.setFlag(QRegularExpression::DontCaptureOption);
    QString pattern = patternOf(term);
    if (term.how == FilterText::Pattern)
        pattern.replace(u"$"_s, u"\\z"_s); // which RE2 has for $
    return QRegularExpression(pattern, options).match(text).hasMatch();
}

struct Naive
{
    const Record &record;
    const QString &feed;
    bool isMarked;

    bool operator()(const TextTerm &term) const
    {
        for (const QString &text : textsOf(term.target, record, feed)) {
            if (textHolds(term, text))
                return true;
        }
        return !term.literal.isEmpty() && (*this)(TextTerm{{}, FilterText::Contains, term.literal, {}, {}});
    }
    bool operator()(const NumberTerm &term) const
    {
        if (term.target.place == FilterPlace::Seq)
            return numberHolds(term, QString::number(record.seq));
        if (term.target.place == FilterPlace::Value)
            return record.hasValue() && numberHolds(term, digits());
        const QStringList texts = textsOf(term.target, record, feed);
        if (term.target.place == FilterPlace::Size && texts.isEmpty())
            return numberHolds(term, QString::number(record.arrived().size()));
        return std::any_of(texts.begin(), texts.end(), [&](const QString &text) { return numberHolds(term, text); });
    }
    /// Of the record's number, as they were written.
    QString digits() const
    {
        for (const auto &[name, value] : fieldList(record.fields)) {
            if (compared(value, u"0"_s) && value.toDouble() == record.value)
                return value;
        }
        const QString text = QString::fromUtf8(record.text);
        return compared(text, u"0"_s) && text.toDouble() == record.value
                   ? text
                   : QString::fromUtf8(shortestNumber(record.value));
    }
    bool operator()(const LevelTerm &term) const
    {
        if (record.level == Level::None)
            return term.comparison == FilterComparison::Equal && term.level == Level::None;
        return orderHolds(term.comparison, int(record.level) - int(term.level));
    }
    bool operator()(const KindTerm &term) const { return record.kind == term.kind; }
    bool operator()(const TimeTerm &term) const
    {
        const qint64 time = term.place == FilterPlace::Time ? record.when() : record.received;
        return time >= term.begin && time < term.end;
    }
    bool operator()(const HasTerm &term) const
    {
        switch (term.target.place) {
        case FilterPlace::Value:
            return record.hasValue();
        case FilterPlace::Level:
            return record.level != Level::None;
        case FilterPlace::Raw:
            return !record.raw.isEmpty();
        case FilterPlace::Time:
            return record.time != noTime;
        case FilterPlace::Field:
            return !textsOf(term.target, record, feed).isEmpty();
        default:
            return !textsOf(term.target, record, feed).join(QString()).isEmpty();
        }
    }
    bool operator()(const MarkedTerm &) const { return isMarked; }
    bool operator()(const NotTerm &term) const { return !std::visit(*this, term.terms.front().node); }
    bool operator()(const AllTerm &term) const
    {
        return std::all_of(term.terms.begin(), term.terms.end(),
                           [this](const FilterTerm &part) { return std::visit(*this, part.node); });
    }
    bool operator()(const AnyTerm &term) const
    {
        return std::any_of(term.terms.begin(), term.terms.end(),
                           [this](const FilterTerm &part) { return std::visit(*this, part.node); });
    }
};

} // namespace

bool naivelyMatches(const FilterTerm &term, const Record &record, const QString &feed, bool isMarked)
{
    return std::visit(Naive{record, feed, isMarked}, term.node);
}

} // namespace livebelt::test
