// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Quantity.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace livebelt {

namespace {

struct Unit
{
    std::string_view code; ///< https://ucum.org/ucum, the case sensitive codes
    std::string_view ways; ///< in which people and programs write it, a blank between them
};

// clang-format off: one unit a line
constexpr Unit units[] = {
    {"%", "% %RH %rh RH"},
    {"Cel", "°C C Cel *C ºC degC ℃"},
    {"[degF]", "°F F *F ºF degF ℉"},
    {"K", "K"},
    {"Pa", "Pa"},
    {"hPa", "hPa"},
    {"kPa", "kPa"},
    {"MPa", "MPa"},
    {"bar", "bar"},
    {"mbar", "mbar"},
    {"[psi]", "psi"},
    {"[in_i'Hg]", "inHg"},
    {"mm[Hg]", "mmHg"},
    {"atm", "atm"},
    {"V", "V VDC VAC Volt Volts volts"},
    {"mV", "mV"},
    {"uV", "uV µV"},
    {"kV", "kV"},
    {"A", "A"},
    {"mA", "mA"},
    {"uA", "uA µA"},
    {"nA", "nA"},
    {"A.h", "Ah"},
    {"mA.h", "mAh"},
    {"W", "W"},
    {"mW", "mW"},
    {"kW", "kW"},
    {"MW", "MW"},
    {"W.h", "Wh"},
    {"kW.h", "kWh"},
    {"MW.h", "MWh"},
    {"V.A", "VA"},
    {"kV.A", "kVA"},
    {"V.A{reactive}", "var"},
    {"kV.A{reactive}", "kvar"},
    {"J", "J"},
    {"kJ", "kJ"},
    {"W/m2", "W/m² W/m2"},
    {"Ohm", "Ω OHM ohm Ohm ohms"},
    {"kOhm", "kΩ kOhm"},
    {"MOhm", "MΩ MOhm"},
    {"F/m", "F/m"},
    {"pF", "pF"},
    {"nF", "nF"},
    {"uF", "uF µF"},
    {"mH", "mH"},
    {"uH", "uH µH"},
    {"Hz", "Hz"},
    {"mHz", "mHz"},
    {"kHz", "kHz"},
    {"MHz", "MHz"},
    {"GHz", "GHz"},
    {"{rpm}", "rpm RPM"},
    {"{cpm}", "cpm"},
    {"{bpm}", "bpm"},
    {"lx", "lx lux"},
    {"lm", "lm"},
    {"cd", "cd"},
    {"dB", "dB"},
    {"dB[m]", "dBm"},
    {"dB{A}", "dBA"},
    {"m", "m"},
    {"mm", "mm"},
    {"cm", "cm"},
    {"km", "km"},
    {"um", "µm um"},
    {"nm", "nm"},
    {"[in_i]", "in inch"},
    {"[ft_i]", "ft"},
    {"[mi_i]", "mi"},
    {"m/s", "m/s"},
    {"m/s2", "m/s² m/s^2 m/s2 m/s/s"},
    {"km/h", "km/h kmh kph"},
    {"[mi_i]/h", "mph"},
    {"[kn_i]", "kn kts knots"},
    {"g", "g"},
    {"kg", "kg"},
    {"mg", "mg"},
    {"[lb_av]", "lb lbs"},
    {"[oz_av]", "oz"},
    {"N", "N"},
    {"N.m", "Nm"},
    {"kN", "kN"},
    {"l", "l"},
    {"L", "L"},
    {"mL", "ml mL"},
    {"m3", "m³ m3"},
    {"[gal_us]", "gal"},
    {"L/min", "L/min l/min"},
    {"L/h", "L/h l/h"},
    {"m3/h", "m³/h m3/h"},
    {"mm/h", "mm/h"},
    {"s", "s sec secs SECS"},
    {"ms", "ms"},
    {"us", "us µs"},
    {"ns", "ns"},
    {"min", "min"},
    {"h", "h"},
    {"[ppm]", "ppm"},
    {"[ppb]", "ppb"},
    {"ug/m3", "µg/m³ ug/m3 µg/m3 ug/m³ ug/m^3"},
    {"mg/m3", "mg/m3 mg/m³"},
    {"mg/L", "mg/L mg/l"},
    {"uS/cm", "µS/cm uS/cm"},
    {"mS/cm", "mS/cm"},
    {"{NTU}", "NTU"},
    {"By", "B"},
    {"kBy", "kB KB"},
    {"MBy", "MB"},
    {"GBy", "GB"},
    {"KiBy", "KiB"},
    {"MiBy", "MiB"},
    {"GiBy", "GiB"},
    {"deg", "° deg"},
    {"rad", "rad"},
    {"rad/s", "rad/s"},
    {"deg/s", "°/s deg/s dps"},
    {"mT", "mT"},
    {"uT", "uT µT"},
    {"nT", "nT"},
    {"uSv/h", "µSv/h uSv/h"},
};
// clang-format on

struct Way
{
    std::string_view written, code;
};

constexpr size_t wayCount = [] {
    size_t count = 0;
    for (const Unit &unit : units)
        count += size_t(std::count(unit.ways.begin(), unit.ways.end(), ' ')) + 1;
    return count;
}();

/// By what is written.
constexpr auto ways = [] {
    std::array<Way, wayCount> all{};
    auto next = all.begin();
    for (const Unit &unit : units) {
        for (size_t from = 0; from <= unit.ways.size();) {
            const size_t end = std::min(unit.ways.find(' ', from), unit.ways.size());
            *next++ = {unit.ways.substr(from, end - from), unit.code};
            from = end + 1;
        }
    }
    std::sort(all.begin(), all.end(), [](const Way &a, const Way &b) { return a.written < b.written; });
    return all;
}();

} // namespace

std::optional<QByteArray> unitCode(QByteArrayView unit)
{
    const std::string_view written(unit.data(), size_t(unit.size()));
    const auto found = std::lower_bound(ways.begin(), ways.end(), written,
                                        [](const Way &way, std::string_view text) { return way.written < text; });
    if (found == ways.end() || found->written != written)
        return std::nullopt;
    return QByteArray::fromRawData(found->code.data(), qsizetype(found->code.size()));
}

} // namespace livebelt
