// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace livebelt {

/// What a look at every page, row and number of a capture has shown.
struct CheckReport
{
    int feeds = 0;
    quint64 records = 0;  ///< Notices as well
    QStringList problems; ///< a sentence each; empty: it is whole
};

/// Blocks for as long as reading all of it takes. Changes nothing.
CheckReport checkCapture(const QString &path);

} // namespace livebelt
