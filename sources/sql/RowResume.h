// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/sql/SqlStatement.h"

#include <optional>

namespace livebelt {

class SeenRows;

/// Where a query that follows a column can go on after a row: the key is the column, the value "n" or "t" (number or
/// text), the last value of it and, behind a line end, the rows that have it (SeenRows). Nothing where more rows have
/// it than can be told: the point before stays.
std::shared_ptr<const ResumePoint> resumePoint(const QByteArray &column, const SqlValue &last, const SeenRows &seen);

/// The value to go on behind, and what seen is to know, from the points a capture holds; nothing where there is none
/// for that column.
std::optional<SqlValue> resumeFrom(const ResumePoints &points, const QByteArray &column, SeenRows &seen);

} // namespace livebelt
