// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/unpack/Unpacker.h"
#include <livebelt/async/AsyncIterator.h>

namespace livebelt {

/// The pieces of a file unpacked. Throws UnpackError with a sentence for what is damaged, or ends in the middle.
async::AsyncIterator<QByteArray> unpacked(async::AsyncIterator<QByteArray> pieces, std::unique_ptr<Unpacker> unpacker);

} // namespace livebelt
