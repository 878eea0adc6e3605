// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <vector>

namespace livebelt {

struct SensorValue
{
    QByteArray name;     ///< its label; "1", "2", ... by position; "value" where it stands alone. Only the points of
                         ///< Teleplot share one
    QByteArray number;   ///< as written, but with a point for a decimal comma; NaN and infinities, too
    QByteArray unit;     ///< as written; empty: none
    QByteArray time{};   ///< of Teleplot: as written, milliseconds; empty: none
    bool isText = false; ///< it is no number, but stands among some: state in "state: ON, temp: 21.5"
};

/// From this score on it is more likely a reading than anything else.
inline constexpr int certainSensorScore = 50;

/// What a line of a sensor, a sketch or an instrument says.
struct SensorText
{
    int score = 0; ///< 0 to 100: how sure it is that the line is one; 0: it is none, and there are no values
    std::vector<SensorValue> values;
};

/// Reads one line, without its end, in the forms in which small programs print measurements:
///
///     1.2,3.4    1,2;3,4    0.5<TAB>0.6        numbers by position (a decimal comma where another separator is there)
///     temp:21.5 hum:40    T=21.5, H=40.1       labels with : or =, as the plotters of Arduino want them
///     state: ON, temp: 21.5                    texts among them, where one separator divides all
///     Sensor 1: 20.6 °C | Heat index: 21 *C    labels of several words, units, and further numbers under one label
///     >temp:1700000000000:21.5§°C|g            Teleplot, several points by ;
///     +1.2345E+01 VDC    S S 100.00 g          instruments and scales; SCPI's 9.91E37 is NaN, 9.9E37 an infinity
///
/// Refuses what goes on in words, dates, times of day, addresses and versions. A line that could as well be something
/// else (a port, an exit code, thousands with commas) has a score below 50. At most 256 values. No state.
SensorText readSensorText(QByteArrayView line);

} // namespace livebelt
