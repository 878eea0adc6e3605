// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/NmeaSentence.h"

#include <QByteArray>

namespace livebelt {

/// One value that a sentence or an AIS message has.
struct NmeaReading
{
    enum class Type : quint8 { Number, Text };
    QByteArray name;
    QByteArray text; ///< a number as it is written, but for zeros before it; degrees of a position and what AIS has in
                     ///< bits as they are worth
    QByteArray unit; ///< UCUM; empty: none
    Type type = Type::Number;
    bool isMain = false; ///< what the sentence measures above all; one at most
};

/// What a sentence of NMEA 0183 says, empty fields apart, in the order in which it says it; times are left to
/// NmeaSentence. Known are GGA, GNS, GLL, RMC, VTG, HDT, HDM, HDG, ROT, RSA, DBT, DPT, MTW, MWV, MWD, VWR, VHW, VLW,
/// RPM, XDR, MDA, GSA and GSV (https://gpsd.gitlab.io/gpsd/NMEA.html); nothing for any other.
std::vector<NmeaReading> nmeaReadings(const NmeaSentence &sentence);

} // namespace livebelt
