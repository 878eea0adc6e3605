// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include <livebelt/async/io/FileMark.h>

#include <QString>
#include <optional>

namespace livebelt {

/// Where the reading of a file goes on.
struct FileResume
{
    async::FileMark mark;
    bool isInLine = false; ///< the beginning of the line has been given

    /// For the capture: key is the path.
    ResumePoint point(const QString &path) const;
    /// Of that path; nothing where there is none, or it is not understood.
    static std::optional<FileResume> of(const ResumePoints &points, const QString &path);
};

} // namespace livebelt
