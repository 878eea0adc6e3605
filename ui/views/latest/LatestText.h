// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latest/LatestTree.h"

#include <QString>

namespace livebelt {

/// What a row of the latest values says, for people. now: microseconds since 1970 UTC.
namespace latest {

/// The value as it arrived, with its unit, or the text; of a row that only stands above others, how many those are.
QString value(const LatestTree::Row &row);
/// What the record says besides its value, or nothing.
QString rest(const LatestTree::Row &row);
/// "3 s", "5 min", "2 h", "4 d"; "now" below a second.
QString age(qint64 received, qint64 now);
/// "12/s", "4/min", "2/h"; empty where it is not known. A subject that falls silent slows down by itself.
QString rate(const LatestTree::Row &row, qint64 now);
/// One number of the row's series in three digits with its unit; empty where there is none.
QString number(const LatestTree::Row &row, double NumberSummary::*which);
/// The subject, and for a part its field.
QString title(const LatestTree::Row &row);
/// All of it in a sentence, for those who hear it.
QString sentence(const LatestTree::Row &row, qint64 received, qint64 now);

} // namespace latest

} // namespace livebelt
