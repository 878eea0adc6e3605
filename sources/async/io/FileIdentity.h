// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>
#include <compare>
#include <optional>

namespace livebelt::async::detail {

/// Which file it is, whatever its name. The time it was made tells it from an earlier one with the same inode.
struct FileIdentity
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 born = 0; ///< in ns; 0 where the file system does not know
    auto operator<=>(const FileIdentity &) const = default;
};

/// What the system says about a file.
struct FileStatus
{
    FileIdentity identity;
    qint64 modified = 0; ///< in ns
    qint64 size = 0;
    bool isRegular = false;
    bool hasName = true; ///< false: it has been removed, and is only still open

    /// Nothing, with errno, where there is none.
    static std::optional<FileStatus> ofName(const char *name);
    static std::optional<FileStatus> ofDescriptor(int descriptor);
};

} // namespace livebelt::async::detail
