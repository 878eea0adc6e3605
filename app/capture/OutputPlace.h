// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>
#include <optional>
#include <sys/stat.h>

namespace livebelt {

/// What stands at a path that something is to be written to.
struct OutputPlace
{
    enum class Kind {
        Nothing,    ///< not there yet
        File,       ///< a regular file
        Stream,     ///< a device, a FIFO
        Socket,     ///< of the file system
        Descriptor, ///< one of this process: /dev/stdout, /dev/fd/3
    };
    Kind kind = Kind::Nothing;
    QByteArray path;         ///< absolute, with every symbolic link followed, as the system wants it
    int descriptor = -1;     ///< of Kind::Descriptor
    struct stat status = {}; ///< unless nothing is there

    /// Fails for a folder, and where links go in circles.
    static Result<OutputPlace> find(const QString &path);
    /// "-": the standard output.
    static OutputPlace standardOutput();
    /// Whether it is that file, by whatever name; or would become it, where neither is there yet.
    bool is(const QByteArray &otherPath) const;
};

} // namespace livebelt
