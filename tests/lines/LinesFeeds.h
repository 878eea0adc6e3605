// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/lines/LinesKinds.h"

#include <QString>

namespace livebelt::test {

/// The kind that opens addresses of that scheme.
FeedKind linesKind(const QString &scheme);
/// The same by an address.
FeedKind kindOf(const QString &address);

} // namespace livebelt::test
