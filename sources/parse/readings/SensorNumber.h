// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace livebelt {

enum class DecimalComma { Refused, Allowed };

/// A number at the beginning of a text: 21.5, +1.2E+01, .5, -7, nan, -inf, and 21,5 where that is allowed.
struct SensorNumber
{
    QByteArray text;    ///< with a point
    qsizetype size = 0; ///< of what was written
    bool hasPoint = false, hasExponent = false, hasPlus = false, hasComma = false, hasLeadingZero = false;
    bool isFinite = true;

    /// Whether it is written as a measurement is, and a count is not.
    bool isMeasured() const { return hasPoint || hasExponent || hasPlus || hasComma; }
    bool isInstruments() const { return hasExponent && hasPoint; }
};

/// nullopt where text does not begin with one, or it goes on as no number does (1.2.3).
std::optional<SensorNumber> sensorNumberAt(QByteArrayView text, DecimalComma comma);

/// The unit that text begins with, up to a blank or separator; empty where it is none that is known. What an
/// instrument's number has behind it (VDC, SECS, RDNG#) is known where isInstruments.
QByteArrayView sensorUnitAt(QByteArrayView text, bool isInstruments);

} // namespace livebelt
