// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterNumbers.h"

#include "model/records/Quantity.h"

#include <array>
#include <charconv>
#include <cmath>

namespace livebelt {

namespace {

enum Family : quint8 { NoFamily, Sizes, Times, Counts };

/// What a unit is worth in the base unit of its family: factor times ten to the power of exponent.
struct Scale
{
    QByteArrayView unit;
    Family family;
    quint32 factor;
    int exponent;
};

constexpr std::array scales{
    Scale{"B", Sizes, 1, 0},      Scale{"kB", Sizes, 1, 3},        Scale{"KB", Sizes, 1, 3},
    Scale{"MB", Sizes, 1, 6},     Scale{"GB", Sizes, 1, 9},        Scale{"TB", Sizes, 1, 12},
    Scale{"KiB", Sizes, 1024, 0}, Scale{"MiB", Sizes, 1 << 20, 0}, Scale{"GiB", Sizes, 1 << 30, 0},
    Scale{"By", Sizes, 1, 0},     Scale{"kBy", Sizes, 1, 3},       Scale{"MBy", Sizes, 1, 6},
    Scale{"GBy", Sizes, 1, 9},    Scale{"ns", Times, 1, -9},       Scale{"us", Times, 1, -6},
    Scale{"µs", Times, 1, -6},    Scale{"ms", Times, 1, -3},       Scale{"s", Times, 1, 0},
    Scale{"min", Times, 60, 0},   Scale{"h", Times, 3600, 0},      Scale{"d", Times, 86400, 0},
    Scale{"k", Counts, 1, 3},
};

const Scale *scaleOf(QByteArrayView unit)
{
    const auto found = std::find_if(scales.begin(), scales.end(), [&](const Scale &s) { return s.unit == unit; });
    return unit.isEmpty() || found == scales.end() ? nullptr : &*found;
}

QByteArray codeOf(QByteArrayView unit)
{
    std::optional<QByteArray> code = unitCode(unit);
    return code ? *std::move(code) : unit.toByteArray();
}

constexpr qsizetype longestNumber = 4096;

} // namespace

std::optional<FilterNumber> readFilterNumber(QByteArrayView written)
{
    written = written.trimmed();
    qsizetype end = 0;
    if (written.size() > longestNumber || !Decimal::prefixOf(written, end))
        return std::nullopt;
    const QByteArrayView unit = written.sliced(end).trimmed();
    if (!unit.isEmpty() && !scaleOf(unit) && !unitCode(unit))
        return std::nullopt;
    return FilterNumber{written.first(end).toByteArray(), unit.toByteArray()};
}

NumberCondition::NumberCondition(const NumberTerm &term)
    : m_comparison(term.comparison), m_bound(boundOf(term.number)), m_most(boundOf(term.most))
{
}

NumberCondition::Bound NumberCondition::boundOf(const FilterNumber &number)
{
    Bound bound;
    const auto decimal = Decimal::from(number.digits);
    if (!decimal)
        return bound;
    bound.isSet = true;
    const Scale *scale = scaleOf(number.unit);
    bound.family = scale ? quint8(scale->family) : quint8(NoFamily);
    bound.written = scale ? decimal->times(scale->factor, scale->exponent) : number.digits;
    bound.unit = scale ? QByteArray() : codeOf(number.unit);
    bound.number = bound.written.toDouble();
    return bound;
}

bool NumberCondition::holds(QByteArrayView text) const
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > longestNumber)
        return false;
    qsizetype end = 0;
    if (!Decimal::prefixOf(text, end))
        return false;
    const QByteArrayView unit = text.sliced(end).trimmed();
    if (!unit.isEmpty() && !scaleOf(unit) && !unitCode(unit))
        return false;
    return holdsFor(text.first(end), unit);
}

bool NumberCondition::holds(quint64 number) const
{
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return holdsFor(QByteArrayView(digits.data(), end), {});
}

bool NumberCondition::holdsFor(QByteArrayView digits, QByteArrayView unit) const
{
    const auto number = Decimal::from(digits);
    if (!number)
        return false;
    if (m_comparison != FilterComparison::Within)
        return m_bound.isSet && compare(m_bound, m_comparison, *number, unit);
    return (!m_bound.isSet || compare(m_bound, FilterComparison::GreaterOrEqual, *number, unit)) &&
           (!m_most.isSet || compare(m_most, FilterComparison::LessOrEqual, *number, unit));
}

bool NumberCondition::compare(const Bound &bound, FilterComparison comparison, const Decimal &number,
                              QByteArrayView unit) const
{
    const auto holdsIn = [comparison](std::strong_ordering order) {
        switch (comparison) {
        case FilterComparison::Less:
            return order < 0;
        case FilterComparison::LessOrEqual:
            return order <= 0;
        case FilterComparison::Greater:
            return order > 0;
        case FilterComparison::GreaterOrEqual:
            return order >= 0;
        default:
            return order == 0;
        }
    };
    const auto limit = Decimal::from(bound.written);
    if (!limit)
        return false;
    if (const Scale *scale = unit.isEmpty() || bound.family == NoFamily ? nullptr : scaleOf(unit)) {
        if (quint8(scale->family) != bound.family)
            return false;
        const QByteArray scaled = number.times(scale->factor, scale->exponent);
        const auto there = Decimal::from(scaled);
        return there && holdsIn(*there <=> *limit);
    }
    if (!unit.isEmpty() && bound.family != NoFamily && bound.family != Counts)
        return false;
    if (!unit.isEmpty() && !bound.unit.isEmpty() && codeOf(unit) != bound.unit)
        return false;
    return holdsIn(number <=> *limit);
}

bool NumberCondition::holdsFor(double value, QByteArrayView unit) const
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return holdsFor(QByteArrayView(digits.data(), end), unit);
}

bool NumberCondition::isNear(double value) const
{
    const auto near = [value](const Bound &bound) {
        return bound.isSet && std::abs(value - bound.number) <= std::abs(bound.number) * 1e-15;
    };
    return near(m_bound) || near(m_most);
}

} // namespace livebelt
