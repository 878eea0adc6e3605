// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/AsyncIterator.h"
#include "sources/async/io/Devices.h"
#include "sources/parse/Framing.h"

namespace livebelt {

/// Cuts pieces of bytes into items, whatever the sizes of the pieces. Memory is bounded by Framing::longest and one
/// piece. The end of the pieces in the middle of an item gives what there is of it, marked as not whole; an error of
/// the pieces comes through after that.
async::AsyncIterator<async::Line> framed(async::AsyncIterator<QByteArray> pieces, Framing framing);

} // namespace livebelt
