// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// One term of the filter language: `subject:alice`, `-room:"living room"`. value is quoted where it needs to be.
QString filterTerm(const QString &field, const QString &value, bool exclude = false);

/// The filter with one more term; the same where it is in there already.
QString withFilterTerm(const QString &filter, const QString &term);

} // namespace livebelt
