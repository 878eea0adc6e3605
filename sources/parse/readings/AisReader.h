// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/readings/NmeaReadings.h"

#include <array>

namespace livebelt {

/// Messages of ships (AIS, ITU-R M.1371-5) in sentences !AIVDM and !AIVDO, several sentences for a long one: types 1 to
/// 3, 18 and 27 are positions, 4 a base station, 5 and 24 say who a ship is; of others the type and the number are
/// read. What a ship does not know (a speed of 102.3 knots, 91 degrees north) is left out. Keeps the beginnings of the
/// last 16 messages. One thread.
class AisReader
{
public:
    /// What the message says that ends with this sentence; nothing where it is none, or more of it has to come. With
    /// sentences of several, which of them it is: "fragment", "fragments".
    std::vector<NmeaReading> take(const NmeaSentence &sentence);

private:
    struct Begun
    {
        QByteArray key;     ///< talker, number of the message, channel, count
        QByteArray payload; ///< in the letters of 6 bits
        int next = 0;
    };
    std::array<Begun, 16> m_begun;
    size_t m_place = 0; ///< where the next one goes
};

/// What a payload says, in letters of six bits each; fill: bits of the last one that are none.
std::vector<NmeaReading> aisReadings(QByteArrayView payload, int fill);

} // namespace livebelt
