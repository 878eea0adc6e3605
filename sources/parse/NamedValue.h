// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/TextBuilder.h"
#include "sources/parse/UsualNames.h"

#include <optional>

namespace livebelt {

/// One value of an item while its record is made: refers to the item's bytes.
struct NamedValue
{
    enum class Type : quint8 { Text, TextNumber, Integer, Real };

    QByteArray known; ///< the name that meaning is of: items of a feed have the same names at the same places
    Meaning meaning;
    QByteArrayView name, text; ///< there is no text to an Integer and a Real
    double number = 0;
    qint64 integer = 0;
    Type type = Type::Text;
    bool isUsed = false; ///< is a part of the record that is no field

    bool isNumber() const { return type != Type::Text; }
    std::optional<qint64> time() const;
    /// Appends "name":value to an object that has been opened, or opens it; nothing where the value is an empty text.
    void appendTo(TextBuilder &fields) const;
};

} // namespace livebelt
