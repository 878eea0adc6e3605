// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

#include <QStringList>

namespace livebelt {

/// What stands in the fields of the dialog.
struct AddressValues
{
    QStringList texts; ///< one for each of FeedDescription::parameters, whose names need not differ
    bool secure = false;
    QList<FeedAddress::Option> more = {}; ///< further values of options that are given several times
    QString userMark = {};                ///< ":$PASSWORD" behind the user, where it stands there
};

/// The address that the values make, in the form a person would type: '#' stays '#'. Values that say what is so anyway
/// are left out. A password is never part of it.
QString addressText(const FeedDescription &kind, const AddressValues &values);

/// The other way round.
AddressValues addressValues(const FeedDescription &kind, const FeedAddress &address);

} // namespace livebelt
