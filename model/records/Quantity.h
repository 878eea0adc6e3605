// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace livebelt {

/// A number with its unit.
struct Quantity
{
    double value = 0;
    QByteArray unit; ///< UCUM, or empty
};

/// Reads a text that is one finite number and nothing else but spaces and a unit known to unitCode(): "21.5", "-3e2",
/// "21.5 °C", "40%".
std::optional<Quantity> plainQuantity(QByteArrayView text);

/// A text that is one finite decimal number and nothing else: no spaces, no unit, no "nan".
std::optional<double> plainNumber(QByteArrayView text);

/// The UCUM code of a unit as people write it: "°C" -> "Cel", "kWh" -> "kW.h"; nullopt where it is not known.
std::optional<QByteArray> unitCode(QByteArrayView unit);

} // namespace livebelt
