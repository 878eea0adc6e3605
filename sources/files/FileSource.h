// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/files/FileResume.h"
#include "sources/files/FileStart.h"
#include <livebelt/async/io/Follow.h>

namespace livebelt {

/// How a file is read.
struct FileReading
{
    bool follows = true;
    TextEncoding encoding{};
    std::optional<FileResume> resume{};    ///< where to go on, in place of where FileStart says
    std::shared_ptr<async::Event> until{}; ///< once it is set, a file that is followed is read to its end, and left
};

/// The bytes of one file: followed, or up to its end; unpacked, where it is compressed (then never followed). A FIFO
/// that is followed goes on with its next writer. Throws async::FileError and UnpackError. Safe to cancel.
async::AsyncIterator<async::FileChunk> chunksOf(QString path, FileStart start, FileReading reading);

/// Whether chunksOf() comes to an end by itself, although it is to follow.
bool endsByItself(const FileStart &start);

} // namespace livebelt
