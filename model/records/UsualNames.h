// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace livebelt {

/// What a value in an item is to the record made of it.
enum class Role : quint8 {
    Field,   ///< a field; where it is the item's only number, its value
    Label,   ///< a field, and a number there is no measurement: an identity, a code
    Level,   ///< Record::level
    Value,   ///< Record::value
    Subject, ///< Record::subject
    Time,    ///< Record::time
    Text,    ///< Record::text
    Unit     ///< Record::unit
};

struct Meaning
{
    Role role = Role::Field;
    quint8 rank = 0; ///< where several names have a role, the lowest rank wins
};

/// What a value of that name usually is: "temperature", "msg", "@timestamp", "meta.host". Letters in either case.
Meaning usualMeaning(QByteArrayView name);

} // namespace livebelt
