// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterNeeds.h"
#include "model/filter/FilterParser.h"
#include "model/filter/FilterRemark.h"
#include "model/filter/FilterTerm.h"
#include "model/filter/FilterTimes.h"
#include "model/filter/Requirement.h"
#include "model/records/Result.h"

#include <QList>
#include <QMetaType>
#include <memory>
#include <optional>
#include <set>

namespace livebelt {

struct FilterReading;

/// A text that a filter looks for in one place.
struct ContainsTerm
{
    FilterPlace place = FilterPlace::Anywhere;
    QByteArray field; ///< which one, with FilterPlace::Field
    QString words;
};

/// What a person wants to see: the one filter language of lists, searches, exports and the command line
/// (docs/filter.md).
///
///     error "out of memory"            words and phrases, anywhere, whatever their case; all have to be there
///     subject:alice  from:=alice       contains; := is exactly
///     level>=warn  value>80  latency_ms:100..200  size>2MB  age<5m
///     time>14:00  time:yesterday  time:2026-11-30T09..10
///     /time(out|r)/i  text:/^GET/      regular expressions (RE2)
///     topic:plant/*/temp               globs
///     a b | c   (a or b) -c   not d    OR, AND and NOT, too
///     has:field  is:marked  feed:"#ops"
///
/// A cheap value, shared when copied; may be used in several threads at once.
class Filter
{
public:
    /// Matches everything.
    Filter() = default;
    /// Fails with what is wrong and at which character, counted from 1.
    static Result<Filter> parse(const QString &expression);
    /// The same with the place of what is wrong, and with what else is worth knowing. Times are counted from clock.
    static FilterReading read(const QString &expression, const FilterClock &clock = FilterClock::here());

    bool isEmpty() const { return !m_data; }
    /// feedName is UTF-8; without one a term about the feed matches nothing.
    bool matches(const Record &record, QByteArrayView feedName = {}, bool isMarked = false) const;
    /// The same, which knows by itself which records are marked, by their seqs. Goes wherever the filter goes.
    using Marked = std::shared_ptr<const std::set<quint64>>;
    Filter withMarked(Marked seqs) const;
    /// Whether it asks for marks.
    bool asksForMarks() const { return needs().testFlag(FilterNeed::Marks); }
    /// As it was written, trimmed.
    QString toString() const;

    /// The texts that are looked for, without those excluded: what to highlight in a record that matches.
    QList<ContainsTerm> terms() const;
    /// The fields that it names, and where.
    QList<FilterMention> mentions() const;
    /// Which parts of a record it looks at.
    FilterNeeds needs() const;
    /// What an index can go by.
    const Requirement &required() const;
    /// Whether it asks the same, with the same marks, however it was written.
    friend bool operator==(const Filter &a, const Filter &b);
    /// The tree that it is; an AllTerm without terms where it is empty.
    FilterTerm term() const;

private:
    struct Data;
    std::shared_ptr<const Data> m_data; ///< null: everything
    Marked m_marked;                    ///< null: none that it knows of
};

/// What came of reading an expression.
struct FilterReading
{
    Filter filter;                     ///< empty where there is an error
    std::optional<FilterRemark> error; ///< what is wrong with it
    QList<FilterRemark> remarks{};     ///< all right, and perhaps not what was meant
};

} // namespace livebelt

Q_DECLARE_METATYPE(livebelt::Filter)
