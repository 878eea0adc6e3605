// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/ValueRange.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

void ValueBounds::add(double value)
{
    if (std::isnan(value))
        return;
    low = std::min(low, value);
    high = std::max(high, value);
    if (value > 0)
        lowPositive = std::min(lowPositive, value);
}

ValueRange valueRange(const ValueBounds &bounds, const QByteArray &unit)
{
    if (bounds.isEmpty())
        return {};
    double low = bounds.low, high = bounds.high;
    // From zero where that does not hide the shape: heights can then be compared by eye.
    if (unit != "Cel" && low >= 0 && low < 0.6 * high)
        low = 0;
    if (unit == "%" && low == 0)
        high = std::max(high, 10.0);
    double room = (high - low) * 0.08;
    if (room <= 0)
        room = std::max(std::abs(high) * 0.1, 0.5);
    return {low == 0 ? 0 : low - room, high + room};
}

ValueRange logarithmicRange(const ValueBounds &bounds)
{
    const double decades = std::log10(bounds.high / bounds.lowPositive);
    const double room = std::pow(10, std::max(decades * 0.08, 0.1));
    return {bounds.lowPositive / room, bounds.high * room};
}

} // namespace livebelt
