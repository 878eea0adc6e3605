// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/TextFinder.h"
#include "model/records/Record.h"

#include <QString>
#include <memory>
#include <variant>
#include <vector>

namespace livebelt {

/// A place of a record that a term can ask for by name.
enum class FilterPlace : quint8 { Anywhere, Subject, Text, Unit, Feed, Field };

/// A text to be found somewhere in one place of a record, whatever its case.
struct ContainsTerm
{
    FilterPlace place = FilterPlace::Anywhere; ///< Anywhere: text, subject and the values of the fields
    QByteArray field;                          ///< UTF-8, exact: which one, with FilterPlace::Field
    QString words;                             ///< as they were written, without quotes
    TextFinder finder;
};

/// The kind of the record is this one.
struct KindTerm
{
    RecordKind kind = RecordKind::Message;
};

/// The number measured is this one.
struct ValueTerm
{
    double value = 0;
};

struct FilterTerm;

/// True where its term is false.
struct NotTerm
{
    std::shared_ptr<const FilterTerm> term;
};

/// True where all of them are, and where there are none.
struct AllTerm
{
    std::vector<FilterTerm> terms;
};

/// One node of a parsed filter.
struct FilterTerm
{
    std::variant<ContainsTerm, KindTerm, ValueTerm, NotTerm, AllTerm> node;
};

} // namespace livebelt
