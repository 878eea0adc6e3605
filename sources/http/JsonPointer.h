// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>

namespace livebelt {

/// The JSON Pointer (RFC 6901) that a path means: a pointer itself ("/data/items/0"), or names and indexes as in
/// "data.items[0].list"; "$" at its beginning, or alone, is the whole document. Empty for that. A name with a dot or a
/// bracket in it can be written in a pointer only.
Result<QByteArray> jsonPointerFrom(const QString &path);

} // namespace livebelt
