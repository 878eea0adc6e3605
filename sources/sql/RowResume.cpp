// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/RowResume.h"

#include "sources/sql/SeenRows.h"

#include <algorithm>

namespace livebelt {

std::shared_ptr<const ResumePoint> resumePoint(const QByteArray &column, const SqlValue &last, const SeenRows &seen)
{
    const std::optional<QByteArray> rows = seen.state();
    if (!rows)
        return {};
    const QByteArray value = (last.isNumber ? 'n' : 't') + last.text + '\n' + *rows;
    return std::make_shared<const ResumePoint>(ResumePoint{column, value});
}

std::optional<SqlValue> resumeFrom(const ResumePoints &points, const QByteArray &column, SeenRows &seen)
{
    const auto point =
        std::find_if(points.begin(), points.end(), [&column](const ResumePoint &known) { return known.key == column; });
    if (point == points.end())
        return std::nullopt;
    const QByteArray &text = point->value;
    const qsizetype rows = text.lastIndexOf('\n'); // of hexadecimal numbers
    if (rows < 1 || (text[0] != 'n' && text[0] != 't'))
        return std::nullopt;
    const SqlValue last{text.sliced(1, rows - 1), text[0] == 'n'};
    seen.restore(last, QByteArrayView(text).sliced(rows + 1));
    return last;
}

} // namespace livebelt
