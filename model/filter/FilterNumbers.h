// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Decimal.h"
#include "model/filter/FilterTerm.h"

#include <optional>

namespace livebelt {

/// "80", "-2.5e3", "2MB", "20.5 °C": a number, and behind it a unit that is known; nullopt where it is anything else.
std::optional<FilterNumber> readFilterNumber(QByteArrayView written);

/// Whether a number satisfies a NumberTerm, by every digit of both. A unit of size or time is reckoned with (2 MB are
/// 2000 kB, and 2000000 of what has no unit); any other one has to be the same, where there are two.
class NumberCondition
{
public:
    explicit NumberCondition(const NumberTerm &term);

    /// A text that is one number, with or without a unit; no other text satisfies it.
    bool holds(QByteArrayView text) const;
    bool holds(quint64 number) const;
    /// A record's main number, of which its double is known: the digits are looked up by asking for them where they
    /// decide.
    template<typename FindDigits>
    bool holds(double value, QByteArrayView unit, const FindDigits &findDigits) const
    {
        const QByteArray digits = isNear(value) ? findDigits() : QByteArray();
        return digits.isEmpty() ? holdsFor(value, unit) : holdsFor(digits, unit);
    }

private:
    struct Bound
    {
        QByteArray written; ///< in base units
        double number = 0;
        QByteArray unit; ///< of the FilterNumber, as a code
        quint8 family = 0;
        bool isSet = false;
    };
    static Bound boundOf(const FilterNumber &number);
    bool isNear(double value) const;
    bool holdsFor(QByteArrayView digits, QByteArrayView unit) const;
    bool holdsFor(double value, QByteArrayView unit) const;
    bool compare(const Bound &bound, FilterComparison comparison, const Decimal &number, QByteArrayView unit) const;

    FilterComparison m_comparison;
    Bound m_bound, m_most;
};

} // namespace livebelt
