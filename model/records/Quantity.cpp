// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Quantity.h"

#include <charconv>
#include <cmath>

namespace livebelt {

namespace {

constexpr qsizetype longest = 64;

/// Where the finite number ends that text begins with; null where it begins with none.
const char *numberEnd(QByteArrayView text, double &value)
{
    const bool hasPlus = text.startsWith('+'); // which from_chars() does not take
    const char *from = text.data() + (hasPlus ? 1 : 0), *end = text.data() + text.size();
    if (from == end || !((*from >= '0' && *from <= '9') || *from == '.' || (*from == '-' && !hasPlus)))
        return nullptr;
    const auto number = std::from_chars(from, end, value);
    return number.ec == std::errc() && std::isfinite(value) ? number.ptr : nullptr;
}

} // namespace

std::optional<double> plainNumber(QByteArrayView text)
{
    double value = 0;
    const char *end = text.data() + text.size();
    return !text.isEmpty() && text.size() <= longest && numberEnd(text, value) == end ? std::optional(value)
                                                                                      : std::nullopt;
}

std::optional<Quantity> plainQuantity(QByteArrayView text)
{
    text = text.trimmed();
    if (text.size() > longest)
        return std::nullopt;
    Quantity quantity;
    const char *numbersEnd = numberEnd(text, quantity.value);
    if (!numbersEnd)
        return std::nullopt;
    const QByteArrayView unit = QByteArrayView(numbersEnd, text.data() + text.size()).trimmed();
    if (unit.isEmpty())
        return quantity;
    std::optional<QByteArray> code = unitCode(unit);
    if (!code)
        return std::nullopt;
    quantity.unit = *std::move(code);
    return quantity;
}

} // namespace livebelt
