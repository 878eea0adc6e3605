// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterRemark.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 60; ///< characters of the expression on each side of the place

} // namespace

QString inOneLine(const FilterRemark &remark)
{
    return u"%1 (character %2 of the filter)."_s.arg(remark.sentence).arg(remark.at + 1);
}

QString pointedOut(const FilterRemark &remark, const QString &expression)
{
    const qsizetype at = std::clamp<qsizetype>(remark.at, 0, expression.size());
    const qsizetype from = std::max<qsizetype>(0, at - longestShown);
    QString shown = expression.sliced(from, std::min(expression.size() - from, 2 * longestShown));
    for (QChar &c : shown) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    const qsizetype marks = std::clamp<qsizetype>(remark.length, 1, std::max<qsizetype>(1, from + shown.size() - at));
    return u"%1.\n  %2\n  %3%4"_s.arg(remark.sentence, shown, QString(at - from, u' '), QString(marks, u'^'));
}

} // namespace livebelt
