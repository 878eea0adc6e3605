// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/filter/RandomFilter.h"

#include "model/formats/JsonLinesWriter.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <array>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

const QStringList words{u"alice"_s,  u"Bob"_s,  u"bobby"_s, u"out"_s,     u"TIMEOUT"_s, u"Straße"_s,
                        u"straẞe"_s, u"ка́Фе"_s, u"Ke"_s,    u"\u212ae"_s, u"ke"_s,      u"Hou\u017fe"_s,
                        u"😀"_s,     u"404"_s,  u"a/b"_s,   u"x*y"_s,     u"not"_s,     u"OR"_s,
                        u"1..2"_s,   u"-5"_s,   u"\""_s,    u"\\"_s,      u"(a"_s,      u"b)"_s,
                        u"a|b"_s,    u"/re/"_s, u"a:b"_s,   u"c>4"_s,     u"=d"_s};
const QStringList patterns{u"^alice"_s,  u"bob+"_s, u"time(out|r)"_s, u"[0-9]{3}"_s, u"a/b"_s,      u"\\/re\\\\?"_s,
                           u"stra.e$"_s, u"[/x]"_s, u"ke"_s,          u"^$"_s,       u"\\bbob\\b"_s};
const QStringList globs{u"*"_s, u"al*"_s, u"*bob*"_s, u"a/*"_s, u"**/b"_s, u"*ß*"_s, u"x*y"_s};
const QStringList fields{u"room"_s, u"user.name"_s, u"latency-ms"_s, u"two words"_s, u"text"_s,
                         u"id:2"_s, u"channel"_s,   u"size"_s,       u"Straße"_s};
const QStringList numbers{u"0"_s,
                          u"5"_s,
                          u"-5"_s,
                          u"21.5"_s,
                          u"21.50"_s,
                          u"404"_s,
                          u"9007199254740993"_s,
                          u"9007199254740992"_s,
                          u"1e3"_s,
                          u"1000"_s,
                          u"0.1"_s,
                          u"0.10000000000000000001"_s};
const QStringList times{u"2026-11-30"_s,    u"today"_s,          u"yesterday"_s, u"14:00"_s,
                        u"2026-11-30T09"_s, u"yesterday 9:00"_s, u"-2h"_s};

} // namespace

FilterClock RandomFilter::clock()
{
    return {*fromRfc3339("2026-11-30T15:00:00Z"), QTimeZone::utc()};
}

QString RandomFilter::word()
{
    return one(words);
}

QString RandomFilter::phrase()
{
    return below(3) == 0 ? word() + u' ' + word() : word();
}

FilterTarget RandomFilter::target()
{
    static constexpr std::array places{FilterPlace::Subject, FilterPlace::Text, FilterPlace::Unit, FilterPlace::Feed,
                                       FilterPlace::Raw};
    switch (below(4)) {
    case 0:
        return {one(places), {}, false};
    case 1: {
        static const QList<QByteArray> aliases{"from", "topic", "channel"};
        return {FilterPlace::Subject, one(aliases), false};
    }
    case 2:
        return {FilterPlace::Field, one(fields).toUtf8(), true};
    default: {
        static const QList<QByteArray> loose{"room", "user.name", "latency-ms", "Straße", "nosuch"};
        return {FilterPlace::Field, one(loose), false};
    }
    }
}

FilterTerm RandomFilter::text()
{
    TextTerm term;
    if (below(3) > 0)
        term.target = target();
    const bool isBare = term.target.place == FilterPlace::Anywhere;
    const bool isLoose = term.target.place == FilterPlace::Field && !term.target.isStrict;
    switch (below(isBare ? 3 : 6)) {
    case 0:
        term.how = FilterText::Pattern;
        term.words = one(patterns);
        term.flags = below(2) ? u"i"_s : QString();
        // As the parser reads what is printed.
        term.words.replace(u"\\/"_s, u"/"_s);
        break;
    case 3:
        term.how = FilterText::Equals;
        term.words = phrase();
        if (!isBare && !term.target.isStrict && below(3) == 0) {
            const QString name = term.target.name.isEmpty() ? (term.target.place == FilterPlace::Subject ? u"subject"_s
                                                               : term.target.place == FilterPlace::Text  ? u"text"_s
                                                               : term.target.place == FilterPlace::Unit  ? u"unit"_s
                                                               : term.target.place == FilterPlace::Feed  ? u"feed"_s
                                                                                                         : u"raw"_s)
                                                            : QString::fromUtf8(term.target.name);
            term.literal = name + u'=' + term.words;
        }
        break;
    case 4:
        term.how = FilterText::Glob;
        term.words = one(globs);
        if (isLoose)
            term.literal = QString::fromUtf8(term.target.name) + u':' + term.words;
        break;
    default:
        term.words = phrase();
        if (isLoose)
            term.literal = QString::fromUtf8(term.target.name) + u':' + term.words;
    }
    return {term};
}

FilterTerm RandomFilter::number()
{
    static constexpr std::array places{FilterPlace::Value, FilterPlace::Seq, FilterPlace::Size};
    static constexpr std::array comparisons{FilterComparison::Less, FilterComparison::LessOrEqual,
                                            FilterComparison::Greater, FilterComparison::GreaterOrEqual};
    const FilterPlace place = one(places);
    const bool isField = below(2) == 0;
    NumberTerm term;
    term.target =
        isField ? target() : FilterTarget{place, place == FilterPlace::Size ? QByteArray("size") : QByteArray(), false};
    term.number.digits = one(numbers).toUtf8();
    switch (below(3)) {
    case 0:
        term.comparison = isField ? FilterComparison::Greater : FilterComparison::Equal;
        break;
    case 1:
        if (term.target.place == FilterPlace::Field || !isField) {
            term.comparison = FilterComparison::Within;
            if (below(3))
                term.most.digits = one(numbers).toUtf8();
            else if (below(2))
                std::swap(term.number, term.most);
            break;
        }
        [[fallthrough]];
    default:
        term.comparison = one(comparisons);
    }
    return {term};
}

FilterTerm RandomFilter::time()
{
    const QString written = one(times);
    const auto span = *readFilterTime(written, clock());
    TimeTerm term;
    term.place = below(2) ? FilterPlace::Time : FilterPlace::Received;
    switch (below(3)) {
    case 0:
        term.written = u":"_s + written;
        term.begin = span.begin;
        term.end = span.end;
        break;
    case 1:
        term.written = u">="_s + written;
        term.begin = span.begin;
        break;
    default:
        term.written = u"<"_s + written;
        term.end = span.begin;
    }
    return {term};
}

FilterTerm RandomFilter::leaf()
{
    static constexpr std::array comparisons{FilterComparison::Equal, FilterComparison::Less,
                                            FilterComparison::LessOrEqual, FilterComparison::Greater,
                                            FilterComparison::GreaterOrEqual};
    switch (below(12)) {
    case 0:
        return {LevelTerm{one(comparisons), Level(below(7))}};
    case 1:
        return {KindTerm{RecordKind(below(5))}};
    case 2:
        return time();
    case 3: {
        static const QList<FilterTarget> targets{
            {FilterPlace::Value},         {FilterPlace::Level},           {FilterPlace::Raw},
            {FilterPlace::Subject},       {FilterPlace::Field, "room"},   {FilterPlace::Field, "two words"},
            {FilterPlace::Field, "text"}, {FilterPlace::Subject, "from"}, {FilterPlace::Time}};
        return {HasTerm{one(targets)}};
    }
    case 4:
        return {MarkedTerm{}};
    case 5:
    case 6:
        return number();
    default:
        return text();
    }
}

template<typename Several>
FilterTerm RandomFilter::several(int depth)
{
    Several made;
    const size_t count = 2 + below(3);
    while (made.terms.size() < count) {
        FilterTerm part = term(depth - 1);
        if (!std::holds_alternative<Several>(part.node))
            made.terms.push_back(std::move(part));
    }
    return {std::move(made)};
}

FilterTerm RandomFilter::term(int depth)
{
    switch (depth <= 1 ? 3 : below(5)) {
    case 0:
        return several<AllTerm>(depth);
    case 1:
        return several<AnyTerm>(depth);
    case 2: {
        NotTerm made;
        made.terms.push_back(term(depth - 1));
        return {std::move(made)};
    }
    default:
        return leaf();
    }
}

Record RandomFilter::record()
{
    Record record;
    record.kind = RecordKind(below(5));
    record.level = Level(below(7));
    record.seq = below(1500);
    record.received = clock().now - qint64(below(48 * 3600)) * 1'000'000;
    if (below(2))
        record.time = record.received - qint64(below(24 * 3600)) * 1'000'000;
    if (below(3))
        record.subject = phrase().toUtf8();
    if (below(4)) {
        QString text = phrase();
        for (size_t n = below(4); n > 0; --n)
            text += u' ' + word();
        if (below(5) == 0)
            text += u" room:"_s + word();
        record.text = text.toUtf8();
    }
    if (below(4) == 0)
        record.raw = "raw " + phrase().toUtf8() + '\x1';
    if (below(3) == 0)
        record.unit = "kB";
    FieldsBuilder builder;
    for (size_t n = below(4); n > 0; --n) {
        const QByteArray name = one(fields).toUtf8();
        switch (below(4)) {
        case 0:
            builder.addNumber(name, one(numbers).toUtf8());
            break;
        case 1:
            builder.addNull(name);
            break;
        default:
            builder.addText(name, phrase().toUtf8() + (below(6) == 0 ? "\t\xc3\xa9" : ""));
        }
    }
    record.fields = builder.take();
    if (below(3) == 0) {
        const QByteArray digits = one(numbers).toUtf8();
        record.value = digits.toDouble();
        if (below(2))
            record.text = digits;
    }
    return record;
}

FilterTerm RandomFilter::atTop(const FilterTerm &term)
{
    if (std::holds_alternative<AllTerm>(term.node))
        return term;
    AllTerm one;
    one.terms.push_back(term);
    return {std::move(one)};
}

QString RandomFilter::shown(const Record &record)
{
    TextBuilder json;
    JsonLinesWriter().write(json, "feed", record);
    return QString::fromUtf8(json.view());
}

} // namespace livebelt::test
