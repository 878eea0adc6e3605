// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/AsyncIterator.h"
#include "sources/async/io/Devices.h"

namespace livebelt {

/// Cuts text of 2 or 4 bytes a character into lines, as async::linesOf() does for bytes: without the end of the line,
/// and a line longer than maximum bytes keeps its first ones. The lines keep their encoding.
async::AsyncIterator<async::Line> unitLines(async::AsyncIterator<QByteArray> pieces, int unit, bool isBigEndian,
                                            qint64 maximum);

} // namespace livebelt
