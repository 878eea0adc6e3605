// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlTime.h"

#include "model/records/Timestamp.h"

#include <array>
#include <cmath>

namespace livebelt {

namespace {

constexpr std::array smallestOf{1e11, 1e14, 1e17}; // of milliseconds, microseconds, nanoseconds

std::optional<qint64> fromNumber(QByteArrayView text)
{
    bool isNumber = false;
    if (const qint64 whole = text.toLongLong(&isNumber); isNumber) {
        const double size = std::abs(double(whole));
        if (size >= smallestOf[2])
            return whole / 1000;
        if (size >= smallestOf[1])
            return whole;
        return size >= smallestOf[0] ? whole * 1000 : whole * 1'000'000;
    }
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || !(std::abs(seconds) < smallestOf[0]))
        return std::nullopt;
    return qint64(std::llround(seconds * 1e6));
}

} // namespace

std::optional<qint64> fromSqlTime(QByteArrayView text)
{
    constexpr qsizetype day = 10, minute = 16, second = 19, longest = 64;
    if (text.size() < day || text.size() > longest || text[4] != '-' || text[7] != '-')
        return fromNumber(text);
    QByteArray time = text.toByteArray();
    if (time.size() == day)
        return fromRfc3339(time + "T00:00:00Z");
    time[day] = 'T';
    if (time.size() == minute)
        time += ":00"; // SQLite's shortest
    if (time.size() < second)
        return std::nullopt;
    const qsizetype sign = std::max(time.indexOf('+', second), time.indexOf('-', second));
    if (sign < 0)
        return fromRfc3339(time.endsWith('Z') ? time : time + 'Z');
    if (time.size() == sign + 3) // "+05" for "+05:00"
        time += ":00";
    return fromRfc3339(time);
}

} // namespace livebelt
