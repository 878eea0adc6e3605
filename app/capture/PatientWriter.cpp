// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/PatientWriter.h"

#include <QFileInfo>
#include <QStorageInfo>
#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <limits>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto look = 100ms;

/// A file takes what it is given. A pipe or a terminal that says it can be written has room for that much (pipe(7)):
/// more of it might block.
qsizetype pieceOf(int descriptor)
{
    struct stat status = {};
    const bool isWaited = fstat(descriptor, &status) != 0 || S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode);
    return isWaited || isatty(descriptor) ? PIPE_BUF : std::numeric_limits<qsizetype>::max();
}

/// The file system that holds path, or the folder it is to be in.
QString diskOf(const QString &path)
{
    if (path.isEmpty())
        return u"the device behind it"_s;
    const QFileInfo file(path);
    const QStorageInfo disk(file.exists() ? path : file.absolutePath());
    return disk.isValid() ? disk.rootPath() : u"its disk"_s;
}

} // namespace

PatientWriter::PatientWriter(int descriptor) : m_descriptor(descriptor), m_piece(pieceOf(descriptor)) {}

int PatientWriter::write(QByteArrayView bytes, const GivesUp &givesUp) const
{
    auto waited = 0ms;
    while (!bytes.isEmpty()) {
        pollfd output{m_descriptor, POLLOUT, 0};
        if (poll(&output, 1, int(look.count())) <= 0) {
            waited += look;
            if (givesUp(waited))
                return ECANCELED;
            continue;
        }
        const ssize_t written = ::write(m_descriptor, bytes.data(), size_t(std::min(bytes.size(), m_piece)));
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return errno;
        if (written > 0)
            waited = 0ms;
        bytes = bytes.sliced(std::max<ssize_t>(written, 0));
    }
    return 0;
}

QString writeFailure(int error, const QString &name, const QString &path)
{
    const auto sentence = [&](const QString &why) { return u"%1 cannot be written: %2"_s.arg(name, why); };
    switch (error) {
    case ENOSPC:
        return sentence(u"there is no room left on %1. Free some, or choose another place"_s.arg(diskOf(path)));
    case EDQUOT:
        return sentence(u"your quota on %1 is used up. Free some of it, or choose another place"_s.arg(diskOf(path)));
    case EFBIG:
        return sentence(
            u"the file would be larger than %1, or your limit (ulimit -f), allows. Choose another place, or "
            "export less"_s.arg(diskOf(path)));
    case EROFS:
        return sentence(u"%1 is read-only. Choose another place"_s.arg(diskOf(path)));
    case EIO:
        return sentence(u"%1 reports an I/O error. Check the disk, or choose another place"_s.arg(diskOf(path)));
    case EPIPE:
    case ECONNRESET:
        return sentence(u"nobody reads it any more; the rest is left out"_s);
    case EBADF:
        return sentence(u"it is closed, or open for reading only"_s);
    case EACCES:
    case EPERM:
        return sentence(u"you may not write there. Choose another place"_s);
    case ENOENT:
    case ENOTDIR:
        return sentence(u"there is no such folder. Make it, or choose another place"_s);
    default:
        return sentence(u"%1. Choose another place"_s.arg(QString::fromLocal8Bit(strerror(error))));
    }
}

} // namespace livebelt
