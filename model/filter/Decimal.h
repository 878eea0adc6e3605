// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <compare>
#include <optional>

namespace livebelt {

/// A decimal number as it is written, with every digit: compared exactly, whatever its length, without an allocation.
/// Refers to the text it was read from.
class Decimal
{
public:
    /// Reads "21.5", "-3e2", "+.5", "007"; nullopt where text is anything else, or has an exponent beyond a million.
    static std::optional<Decimal> from(QByteArrayView text);
    /// The number that text begins with, and where it ends.
    static std::optional<Decimal> prefixOf(QByteArrayView text, qsizetype &end);

    friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b);
    friend bool operator==(const Decimal &a, const Decimal &b) { return (a <=> b) == 0; }

    /// This number times factor times ten to the power of exponent, written out ("1500000", "-2.5e-3").
    QByteArray times(quint32 factor, int exponent) const;

private:
    bool isZero() const { return m_digits.isEmpty(); }
    static std::strong_ordering compareSizes(const Decimal &a, const Decimal &b);

    QByteArrayView m_digits; ///< from the first to the last that is not 0; may have a point in it
    qint64 m_magnitude = 0;  ///< the power of ten of the first digit
    bool m_isNegative = false;
};

} // namespace livebelt
