// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Quantity.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace livebelt {

namespace {

struct Unit
{
    QByteArrayView written;
    QByteArrayView code; ///< https://ucum.org/ucum, the case sensitive codes
};

constexpr std::array units{
    Unit{"%", "%"},       Unit{"°C", "Cel"},    Unit{"C", "Cel"},     Unit{"Cel", "Cel"},     Unit{"°F", "[degF]"},
    Unit{"F", "[degF]"},  Unit{"K", "K"},       Unit{"Pa", "Pa"},     Unit{"hPa", "hPa"},     Unit{"kPa", "kPa"},
    Unit{"bar", "bar"},   Unit{"mbar", "mbar"}, Unit{"V", "V"},       Unit{"mV", "mV"},       Unit{"A", "A"},
    Unit{"mA", "mA"},     Unit{"W", "W"},       Unit{"kW", "kW"},     Unit{"Wh", "W.h"},      Unit{"kWh", "kW.h"},
    Unit{"VA", "V.A"},    Unit{"Ω", "Ohm"},     Unit{"Hz", "Hz"},     Unit{"kHz", "kHz"},     Unit{"MHz", "MHz"},
    Unit{"lx", "lx"},     Unit{"lux", "lx"},    Unit{"m", "m"},       Unit{"mm", "mm"},       Unit{"cm", "cm"},
    Unit{"km", "km"},     Unit{"m/s", "m/s"},   Unit{"km/h", "km/h"}, Unit{"g", "g"},         Unit{"kg", "kg"},
    Unit{"l", "l"},       Unit{"L", "L"},       Unit{"m³", "m3"},     Unit{"m3", "m3"},       Unit{"s", "s"},
    Unit{"ms", "ms"},     Unit{"min", "min"},   Unit{"h", "h"},       Unit{"ppm", "[ppm]"},   Unit{"ppb", "[ppb]"},
    Unit{"dB", "dB"},     Unit{"dBm", "dB[m]"}, Unit{"B", "By"},      Unit{"kB", "kBy"},      Unit{"MB", "MBy"},
    Unit{"GB", "GBy"},    Unit{"rpm", "{rpm}"}, Unit{"°", "deg"},     Unit{"µg/m³", "ug/m3"}, Unit{"µS/cm", "uS/cm"},
    Unit{"W/m²", "W/m2"},
};

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

std::optional<QByteArray> unitCode(QByteArrayView unit)
{
    const auto found = std::find_if(units.begin(), units.end(), [unit](const Unit &u) { return u.written == unit; });
    if (found == units.end())
        return std::nullopt;
    return QByteArray::fromRawData(found->code.data(), found->code.size());
}

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
