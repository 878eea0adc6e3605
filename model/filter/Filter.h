// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterTerm.h"
#include "model/records/Result.h"

#include <QList>
#include <QMetaType>

namespace livebelt {

/// What a person wants to see: the one filter language of lists, searches, exports and the command line.
///
///     out memory          both words, in the text, the subject or the value of any field, whatever their case
///     "out of memory"     the phrase; \" is a quote and \\ a backslash in it
///     subject:alice       in the subject only; from: is the same
///     text:error unit:%   in the text, in the unit
///     value:21.5          the number is this one
///     feed:irc            in the name of the feed
///     kind:notice         message, measurement, event, row or notice
///     room:kitchen        in the field of that name
///     -bob -kind:notice   everything but
///
/// What does not begin with a name and a colon is a word: 12:30, and https://host too. Quotes take the meaning from
/// anything: "-5", "kind:notice". --verbose is a word.
/// All terms have to hold. A cheap value, shared when copied; may be used in several threads at once.
class Filter
{
public:
    /// Matches everything.
    Filter() = default;
    /// Fails with what is wrong and at which character, counted from 1.
    static Result<Filter> parse(const QString &expression);

    bool isEmpty() const { return !m_root; }
    /// feedName is UTF-8; without one a term about the feed matches nothing.
    bool matches(const Record &record, QByteArrayView feedName = {}) const;
    /// As it was written, trimmed.
    QString toString() const { return m_expression; }

    /// The texts that are looked for, without those excluded: what to highlight in a record that matches.
    QList<ContainsTerm> terms() const;

private:
    QString m_expression;
    std::shared_ptr<const FilterTerm> m_root; ///< null: everything
};

} // namespace livebelt

Q_DECLARE_METATYPE(livebelt::Filter)
