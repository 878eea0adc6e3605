// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// What is wrong with an expression of the filter language, or worth knowing about it, and where.
struct FilterRemark
{
    QString sentence;     ///< what is wrong and what to write instead, without a full stop
    qsizetype at = 0;     ///< the first character it is about, counted from 0 (UTF-16)
    qsizetype length = 1; ///< at least 1; may reach behind the end where something is missing there
    friend bool operator==(const FilterRemark &, const FilterRemark &) = default;
};

/// The sentence with its place: "... (character 8 of the filter)."
QString inOneLine(const FilterRemark &remark);

/// The sentence, below it the expression, and below that marks at the place, for a terminal:
///     There is no kind “mesage”: ...
///       memory kind:mesage
///                   ^^^^^^
QString pointedOut(const FilterRemark &remark, const QString &expression);

} // namespace livebelt
