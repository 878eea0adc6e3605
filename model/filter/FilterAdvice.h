// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Filter.h"
#include "model/filter/FilterCatalog.h"

#include <QList>

namespace livebelt {

/// What is worth knowing about a filter of records as in the catalog: names that none of them has, with the one that
/// was perhaps meant, and what the reading itself remarked. Says nothing of names where the catalog is empty.
QList<FilterRemark> adviceOn(const FilterReading &reading, const FilterCatalog &catalog);

/// One text that a completion offers.
struct FilterCompletion
{
    QString text;      ///< to be put in the place
    quint64 count = 0; ///< records it was seen in; 0: not counted
    QString meaning;   ///< in a few words, or empty
    friend bool operator==(const FilterCompletion &, const FilterCompletion &) = default;
};

/// What may stand at the cursor.
struct FilterCompletions
{
    qsizetype from = 0;   ///< of what is replaced, in characters
    qsizetype length = 0; ///< of what is replaced
    QList<FilterCompletion> offers;
};

/// What can go on at the cursor (characters before it): names of fields and of the language where a term begins, and
/// behind a name and its operator what was seen there; the most frequent first, at most that many. Nothing within a
/// regular expression, and nothing that stands there already.
FilterCompletions completionsAt(const QString &expression, qsizetype cursor, const FilterCatalog &catalog,
                                qsizetype most = 12);

} // namespace livebelt
