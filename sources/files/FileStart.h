// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/files/FileAddress.h"
#include <livebelt/async/Task.h>
#include <livebelt/async/io/FileMark.h>

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
    bool isFifo = false;    ///< a Stream that goes on with its next writer
    QByteArray head;        ///< its first bytes
    QByteArray firstLine;   ///< of a regular file, as far as it is known: it may name columns
    qint64 offset = 0;      ///< where to begin
    qint64 modified = 0;    ///< when a regular file was last written, microseconds since 1970; 0: not known
    async::FileMark mark{}; ///< the same, of a regular file that is not compressed
    FileFrom from{};        ///< of one that is compressed, which cannot be read backwards
    bool isPacked() const;
};

/// Looks at the file: where the lines begin that from asks for, in that encoding. Of a line longer than 64 MB the end
/// has to do. Reads on a helper thread; throws async::FileError,
/// also for an archive that cannot be read. Safe to cancel.
async::Task<FileStart> startOf(QString path, FileFrom from, TextEncoding encoding);

} // namespace livebelt
