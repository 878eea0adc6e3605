// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <algorithm>
#include <cmath>
#include <limits>

namespace livebelt {

/// What some numbers have in common, without the numbers. NaN is none.
struct NumberSummary
{
    quint64 count = 0;
    double last = std::numeric_limits<double>::quiet_NaN();
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();
    double mean = std::numeric_limits<double>::quiet_NaN();

    void add(double number)
    {
        if (!std::isnan(number))
            add({1, number, number, number, number});
    }
    /// Those that came after these.
    void add(const NumberSummary &later)
    {
        if (later.count == 0)
            return;
        // By the difference: a sum of many large numbers would lose the small ones.
        const double share = double(later.count) / double(count + later.count);
        mean = count == 0 ? later.mean : mean + (later.mean - mean) * share;
        count += later.count;
        least = std::min(least, later.least);
        greatest = std::max(greatest, later.greatest);
        last = later.last;
    }
};

} // namespace livebelt
