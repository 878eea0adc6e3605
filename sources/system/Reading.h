// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

namespace livebelt {

/// One number that this computer tells of itself.
struct Reading
{
    QByteArray subject; ///< "cpu/0", "network/eth0/in"
    double value = 0;
    QByteArray unit; ///< UCUM: "%", "By", "By/s", "Cel", or "1" for a plain number
};

using Readings = std::vector<Reading>;

/// The number as a person would write it: "37.5 %", "1.2 MB/s".
QByteArray readingText(const Reading &reading);

Record readingRecord(Reading reading, qint64 micros);

} // namespace livebelt
