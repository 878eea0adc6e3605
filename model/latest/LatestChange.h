// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latest/NumberSummary.h"
#include "model/records/Record.h"

#include <vector>

namespace livebelt {

/// What has come of one subject: its last record, and all the numbers in between in short.
struct LatestChange
{
    struct Series
    {
        QByteArray field; ///< empty: the records' own value, where no field has it
        QByteArray unit;  ///< UCUM, of the last one that had one
        NumberSummary numbers;
    };

    Record last;       ///< huge texts are cut (LatestGatherer::mostBytes)
    quint64 first = 0; ///< seq of the first record
    quint64 count = 0; ///< records, the last one included
    std::vector<Series> series;
};

using LatestChanges = std::vector<LatestChange>;

} // namespace livebelt
