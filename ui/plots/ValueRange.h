// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <limits>

namespace livebelt {

/// The least and the greatest of some numbers, and the least above zero.
struct ValueBounds
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    double lowPositive = std::numeric_limits<double>::infinity();

    void add(double value); ///< NaN is none
    bool isEmpty() const { return low > high; }
    bool hasPositive() const { return lowPositive <= high; }
};

struct ValueRange
{
    double lower = 0;
    double upper = 1;
};

/// What an axis shows of them: with some room, and from zero where that does not hide the shape.
ValueRange valueRange(const ValueBounds &bounds, const QByteArray &unit);
/// The same for an axis of powers of ten; there has to be something above zero.
ValueRange logarithmicRange(const ValueBounds &bounds);

} // namespace livebelt
