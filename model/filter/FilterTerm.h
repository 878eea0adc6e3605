// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QString>
#include <variant>
#include <vector>

namespace livebelt {

/// A place of a record that a term can ask for.
enum class FilterPlace : quint8 {
    Anywhere, ///< text, subject and the values of the fields
    Subject,
    Text,
    Unit,
    Feed,  ///< the name of the feed
    Raw,   ///< the bytes that arrived
    Value, ///< the record's main number
    Seq,
    Size, ///< how many bytes arrived
    Level,
    Kind,
    Time,     ///< the source's time where there is one, else the arrival
    Received, ///< the arrival
    Field
};

/// Where a term looks.
struct FilterTarget
{
    FilterPlace place = FilterPlace::Anywhere;
    /// UTF-8, exact. Of Field: its name. Of Subject and Size: where a record has a field of this name, that is meant.
    QByteArray name{};
    /// It was written ".name": the field and nothing else.
    bool isStrict = false;
    friend bool operator==(const FilterTarget &, const FilterTarget &) = default;
};

/// How a text is compared.
enum class FilterText : quint8 {
    Contains, ///< somewhere in it, whatever the case
    Equals,   ///< it is this, byte for byte; where both are numbers, the same number
    Glob,     ///< all of it, whatever the case; * is anything (Glob.h)
    Pattern   ///< a regular expression matches somewhere in it
};

/// A text in one place of a record.
struct TextTerm
{
    FilterTarget target{};
    FilterText how = FilterText::Contains;
    QString words{}; ///< without quotes or slashes
    QString flags{}; ///< of a Pattern: of i, m and s
    /// What was written, as "Foo.java:12": it is looked for anywhere, too. Empty where it is not.
    QString literal{};
    friend bool operator==(const TextTerm &, const TextTerm &) = default;
};

enum class FilterComparison : quint8 { Equal, Less, LessOrEqual, Greater, GreaterOrEqual, Within };

/// A number as it was written, with its unit.
struct FilterNumber
{
    QByteArray digits{};
    QByteArray unit{};
    friend bool operator==(const FilterNumber &, const FilterNumber &) = default;
};

/// A number in one place.
struct NumberTerm
{
    FilterTarget target{};
    FilterComparison comparison = FilterComparison::Equal;
    FilterNumber number{}; ///< of Within: the least; no digits: none
    FilterNumber most{};   ///< of Within, and included; no digits: none
    friend bool operator==(const NumberTerm &, const NumberTerm &) = default;
};

struct LevelTerm
{
    FilterComparison comparison = FilterComparison::Equal; ///< a record without a level is only equal to None
    Level level = Level::None;
    friend bool operator==(const LevelTerm &, const LevelTerm &) = default;
};

struct KindTerm
{
    RecordKind kind = RecordKind::Message;
    friend bool operator==(const KindTerm &, const KindTerm &) = default;
};

/// A time within [begin, end), microseconds since 1970 UTC.
struct TimeTerm
{
    FilterPlace place = FilterPlace::Time; ///< or Received
    QString written{};                     ///< behind the name, with its operator: ">14:00", ":yesterday"
    bool isAge = false;                    ///< written as an age
    qint64 begin = std::numeric_limits<qint64>::min();
    qint64 end = std::numeric_limits<qint64>::max();
    friend bool operator==(const TimeTerm &, const TimeTerm &) = default;
};

/// The record has something there.
struct HasTerm
{
    FilterTarget target{};
    friend bool operator==(const HasTerm &, const HasTerm &) = default;
};

/// A person has marked the record.
struct MarkedTerm
{
    friend bool operator==(const MarkedTerm &, const MarkedTerm &) = default;
};

struct FilterTerm;

/// True where its one term is false.
struct NotTerm
{
    std::vector<FilterTerm> terms;
    friend bool operator==(const NotTerm &a, const NotTerm &b);
};

/// True where all of them are, and where there are none.
struct AllTerm
{
    std::vector<FilterTerm> terms;
    friend bool operator==(const AllTerm &a, const AllTerm &b);
};

/// True where one of them is.
struct AnyTerm
{
    std::vector<FilterTerm> terms;
    friend bool operator==(const AnyTerm &a, const AnyTerm &b);
};

/// One node of a parsed filter. AllTerm and AnyTerm have no term of their own kind in them, and at least two, but for
/// an AllTerm at the top.
struct FilterTerm
{
    std::variant<TextTerm, NumberTerm, LevelTerm, KindTerm, TimeTerm, HasTerm, MarkedTerm, NotTerm, AllTerm, AnyTerm>
        node;
    friend bool operator==(const FilterTerm &, const FilterTerm &) = default;
};

inline bool operator==(const NotTerm &a, const NotTerm &b)
{
    return a.terms == b.terms;
}
inline bool operator==(const AllTerm &a, const AllTerm &b)
{
    return a.terms == b.terms;
}
inline bool operator==(const AnyTerm &a, const AnyTerm &b)
{
    return a.terms == b.terms;
}

} // namespace livebelt
