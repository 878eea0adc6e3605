// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <optional>
#include <vector>

namespace livebelt {

/// One sentence of NMEA 0183 ("$GPGGA,...*47", "!AIVDM,...*1C"), taken apart without a copy, with a tag block before it
/// or without. Refers to the bytes it was given.
class NmeaSentence
{
public:
    /// False where it is none: no address, bytes that are no ASCII text, or a checksum that does not fit.
    bool read(QByteArrayView sentence);

    QByteArrayView talker() const; ///< "GP", "II"; "P" of a proprietary sentence
    QByteArrayView type() const;   ///< "GGA"; of a proprietary sentence the rest of its address
    bool hasChecksum() const { return m_hasChecksum; }

    /// Fields are counted from 1, as in the descriptions of sentences; empty where there is none.
    QByteArrayView field(size_t index) const { return index < m_fields.size() ? m_fields[index] : QByteArrayView(); }
    std::optional<double> number(size_t index) const;
    /// Degrees, south and west negative, of ddmm.mmmm at index and N, S, E or W behind it.
    std::optional<double> degrees(size_t index) const;
    /// Microseconds since midnight UTC of hhmmss.ss.
    std::optional<qint64> timeOfDay(size_t index) const;

private:
    std::vector<QByteArrayView> m_fields; ///< the first one is the address
    bool m_hasChecksum = false;
};

} // namespace livebelt
