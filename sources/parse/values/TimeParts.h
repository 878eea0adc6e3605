// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <optional>

namespace livebelt {

/// What a text says about a point in time, and no more than that.
struct TimeParts
{
    std::optional<int> year;
    int month = 0; ///< 1 to 12; 0: the text has no date
    int day = 0;   ///< 1 to 31
    int hour = 0, minute = 0, second = 0;
    int nanos = 0;
    std::optional<int> offset;   ///< seconds east of UTC
    QByteArrayView zone;         ///< "Europe/Berlin", where that may be the name of a zone
    qsizetype beforeZone = 0;    ///< where the text would end if it is none
    std::optional<qint64> epoch; ///< seconds since 1970 UTC, which nanos follow; then the parts above mean nothing
};

} // namespace livebelt
