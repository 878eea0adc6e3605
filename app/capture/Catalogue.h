// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/CaptureFolder.h"

namespace livebelt {

/// What is known of the files of a folder that stand still. It holds nothing that they do not hold: a catalogue that is
/// missing, damaged or of another version is an empty one.
struct Catalogue
{
    std::vector<CaptureFile> files; ///< their paths are names in the folder
    qint64 toldAt = 0;

    static Catalogue read(const QString &path);
    /// Where it cannot be written, there is none the next time.
    void save(const QString &path) const;
};

} // namespace livebelt
