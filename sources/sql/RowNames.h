// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace livebelt {

/// Which columns become what in a record; empty: found by themselves (RowRecords).
struct RowNames
{
    QByteArray subject{};
    QByteArray value{};
    QByteArray time{};
    QByteArray key{}; ///< counts the rows, and is no measurement: the column that is followed
};

} // namespace livebelt
