// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/FilterTerms.h"

#include "model/filter/Filter.h"
#include "model/filter/FilterNames.h"
#include "model/filter/FilterPrinter.h"

namespace livebelt {

using namespace Qt::StringLiterals;

QString filterTerm(const QString &name, const QString &value, bool exclude)
{
    const bool isText = filterName(name) && filterName(name)->place != FilterPlace::Kind;
    return (exclude ? u"-"_s : QString()) + name + (isText ? u":="_s : u":"_s) + quotedWord(value);
}

QString filterFieldTerm(const QString &field, const QString &value)
{
    TextTerm term{{FilterPlace::Field, field.toUtf8(), false}, FilterText::Equals, value, {}, {}};
    const Filter read = Filter::read(printed({term})).filter;
    term.target.isStrict = read.mentions().size() != 1 || read.mentions().first().name != term.target.name;
    return printed({term});
}

QString withFilterTerm(const QString &filter, const QString &term)
{
    const QString before = filter.trimmed();
    if (before.isEmpty())
        return term;
    if (before == term || before.endsWith(u' ' + term) || before.startsWith(term + u' ') ||
        before.contains(u' ' + term + u' '))
        return before;
    return before + u' ' + term;
}

} // namespace livebelt
