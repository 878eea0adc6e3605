// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QString>
#include <vector>

namespace livebelt {

/// What is known of a record besides its text and its fields, for people.
struct RecordFact
{
    QString name;
    QString shown;
    QString copied; ///< what a copy of it is
};

/// Subject, value, level, the times of source and arrival, size, how it ended, kind and number.
std::vector<RecordFact> recordFacts(const Record &record);

} // namespace livebelt
