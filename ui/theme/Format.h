// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/FeedInfo.h"

#include <QByteArrayView>
#include <QString>

namespace livebelt::format {

/// "1,234" in the person's locale.
QString count(quint64 number);
/// "1,249 received: 1,230 stored, 3 not understood, 12 dropped, 4 waiting": they add up.
QString books(const FeedCounters &books);
/// "1.2 MB", "340 B": decimal units, three digits.
QString bytes(qint64 number);
/// "0.4/s", "12/s", "1,240/s", "1.2 M/s".
QString rate(double perSecond);
/// "3 s", "2 min 10 s", "1 h 5 min"; "a moment" where it is under one second.
QString duration(double seconds);
/// "12 ms", "1.4 s".
QString lag(double seconds);
/// A measured number with its unit (UCUM) as people write it, in three digits: "1.2 MB/s", "43 %", "51.5 °C". An
/// unknown unit is kept. For rates and axes; what is a record's value is shown as it came.
QString value(double number, QByteArrayView unit);
/// The same with every digit: "1013.25 hPa", "24351805440 B".
QString exactValue(double number, QByteArrayView unit);
/// The unit alone as people write it: "By/s" is "B/s", "Cel" is "°C".
QString unitName(QByteArrayView unit);
/// True where a value of the unit is written with k, M, G: bytes, hertz, plain counts a second.
bool takesPrefix(QByteArrayView unit);
/// The day in the person's locale, "11/3/26".
QString day(qint64 micros);
/// Local time, "10:15:30.123"; with the date where it is not today.
QString localTime(qint64 micros);
/// A name for a file made from any text: no path, no control characters, no leading dot, at most 80 characters.
QString fileName(const QString &text);

} // namespace livebelt::format
