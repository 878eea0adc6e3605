// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>
#include <type_traits>

namespace livebelt {

/// The number whose bytes begin there, as many as T has.
template<typename T>
T numberAt(const char *bytes, bool isBigEndian)
{
    using Bits = std::conditional_t<
        sizeof(T) == 1, quint8,
        std::conditional_t<sizeof(T) == 2, quint16, std::conditional_t<sizeof(T) == 4, quint32, quint64>>>;
    Bits bits = 0;
    for (size_t i = 0; i < sizeof(T); ++i)
        bits = Bits(quint64(bits) << 8 | quint8(bytes[isBigEndian ? i : sizeof(T) - 1 - i]));
    T value;
    static_assert(sizeof(T) == sizeof(Bits));
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

/// The shortest decimal that reads back the same in that width: "0.1" for what is a tenth there. Whole ones have no
/// point; minus zero is "-0.0". NaN, Infinity, -Infinity.
QByteArray realText(double value);
QByteArray realText(float value);
/// The same of 16 bits (binary16 of IEEE 754).
QByteArray halfText(double value);

/// RFC 3339 in UTC, with so many decimals, 0 to 9; empty outside the years 1 to 9999.
QByteArray timeText(qint64 seconds, quint32 nanoseconds, int decimals);

/// A whole number of any size, most significant byte first; minus one minus that where isNegative. nullopt where it has
/// more than 1,024 bytes.
std::optional<QByteArray> bigIntegerText(QByteArrayView bytes, bool isNegative);

/// digits times 10 to the power of exponent: "273.15", "1e400". digits: an integer as text.
QByteArray decimalText(QByteArrayView digits, QByteArrayView exponent);

} // namespace livebelt
