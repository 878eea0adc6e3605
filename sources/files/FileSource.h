// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/io/Follow.h"
#include "sources/files/FileStart.h"

namespace livebelt {

/// The bytes of one file, as the address wants them: followed, or up to its end; unpacked, where it is compressed
/// (then never followed). Throws async::FileError and UnpackError. Safe to cancel.
async::AsyncIterator<async::FileChunk> chunksOf(QString path, bool follows, FileStart start);

/// Whether chunksOf() comes to an end by itself.
bool endsByItself(bool follows, const FileStart &start);

} // namespace livebelt
