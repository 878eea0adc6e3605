// SPDX-License-Identifier: MIT
#include <livebelt/async/io/FileIdentity.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace livebelt::async::detail {

namespace {

qint64 nanoseconds(const statx_timestamp &time)
{
    return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

std::optional<FileStatus> status(int directory, const char *name, int flags)
{
    struct statx s;
    if (::statx(directory, name, flags, STATX_BASIC_STATS | STATX_BTIME, &s) != 0)
        return std::nullopt;
    FileStatus status;
    status.identity.device = makedev(s.stx_dev_major, s.stx_dev_minor);
    status.identity.inode = s.stx_ino;
    status.identity.born = s.stx_mask & STATX_BTIME ? nanoseconds(s.stx_btime) : 0;
    status.modified = nanoseconds(s.stx_mtime);
    status.size = qint64(s.stx_size);
    status.isRegular = S_ISREG(s.stx_mode);
    status.hasName = s.stx_nlink > 0;
    return status;
}

} // namespace

std::optional<FileStatus> FileStatus::ofName(const char *name)
{
    return status(AT_FDCWD, name, 0);
}

std::optional<FileStatus> FileStatus::ofDescriptor(int descriptor)
{
    return status(descriptor, "", AT_EMPTY_PATH);
}

} // namespace livebelt::async::detail
