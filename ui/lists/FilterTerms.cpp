// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/FilterTerms.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

QString filterTerm(const QString &field, const QString &value, bool exclude)
{
    const bool plain = !value.isEmpty() && std::all_of(value.begin(), value.end(), [](QChar c) {
        return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'/';
    });
    QString quoted = value;
    if (!plain) {
        quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
        quoted = u'"' + quoted + u'"';
    }
    return (exclude ? u"-"_s : QString()) + field + u':' + quoted;
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
