// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// One term of the filter language that is true of exactly that value: `subject:=alice`, `-kind:notice`. name is one of
/// the language.
QString filterTerm(const QString &name, const QString &value, bool exclude = false);
/// The same of a field: `room:="living room"`, `.text:=x` where the language has a meaning of its own for the name.
QString filterFieldTerm(const QString &field, const QString &value);

/// The filter with one more term; the same where it is in there already.
QString withFilterTerm(const QString &filter, const QString &term);

} // namespace livebelt
