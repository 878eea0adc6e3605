// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/Task.h"
#include "sources/files/FileAddress.h"

#include <QByteArray>

namespace livebelt {

/// What is known of a file before it is read.
struct FileStart
{
    enum class Kind {
        Absent,
        Regular,
        Stream, ///< a pipe or a device: read as it comes, from where it is
        Folder
    };
    Kind kind = Kind::Absent;
    QByteArray head;   ///< its first bytes
    qint64 offset = 0; ///< where to begin
};

/// Looks at the file: where the lines begin that from asks for, in that encoding. Of a line longer than 64 MB the end
/// has to do. Reads on a helper thread; throws async::FileError. Safe to cancel.
async::Task<FileStart> startOf(QString path, FileFrom from, TextEncoding encoding);

} // namespace livebelt
