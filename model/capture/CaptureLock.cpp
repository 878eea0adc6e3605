// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureLock.h"

#include "model/capture/OwnersOnly.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// Whether path still names the open file: its last owner may have removed it before we got the lock.
bool isStillNamed(int file, const QByteArray &path)
{
    struct stat open = {}, named = {};
    return fstat(file, &open) == 0 && stat(path.constData(), &named) == 0 && open.st_ino == named.st_ino &&
           open.st_dev == named.st_dev;
}

Failure lockFailure(int error, const QString &capturePath)
{
    if (error == EWOULDBLOCK) {
        return {
            u"Another Livebelt is recording to “%1”: close it there, or record to another file."_s.arg(capturePath)};
    }
    if (error == ENOSPC || error == EDQUOT)
        return {
            u"There is no space left for the capture “%1”: free some, or record to another place."_s.arg(capturePath)};
    return {
        u"The capture “%1” cannot be opened for writing (%2): see that its folder exists and that you may write there, "
        "or record to another place."_s.arg(capturePath,
                                            QString::fromStdString(std::generic_category().message(error)))};
}

} // namespace

Result<CaptureLock> CaptureLock::take(const QString &capturePath)
{
    return take(capturePath, QFile::encodeName(capturePath) + "-lock");
}

Result<CaptureLock> CaptureLock::takeFolder(const QString &folder)
{
    return take(folder, QFile::encodeName(folder) + "/lock");
}

Result<CaptureLock> CaptureLock::take(const QString &capturePath, const QByteArray &path)
{
    for (;;) {
        const int file = open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0)
            return lockFailure(errno, capturePath);
        CaptureLock lock(file, path);
        keepToOwner(QFile::decodeName(path));
        if (flock(file, LOCK_EX | LOCK_NB) != 0) {
            const int error = errno;
            lock.m_path.clear(); // not ours to remove
            return lockFailure(error, capturePath);
        }
        if (isStillNamed(file, path))
            return lock;
        lock.m_path.clear();
    }
}

CaptureLock::CaptureLock(CaptureLock &&other) noexcept
    : m_file(std::exchange(other.m_file, -1)), m_path(std::move(other.m_path))
{
}

CaptureLock &CaptureLock::operator=(CaptureLock &&other) noexcept
{
    if (this != &other) {
        release();
        m_file = std::exchange(other.m_file, -1);
        m_path = std::move(other.m_path);
    }
    return *this;
}

CaptureLock::~CaptureLock()
{
    release();
}

void CaptureLock::release()
{
    if (m_file < 0)
        return;
    if (!m_path.isEmpty())
        unlink(m_path.constData());
    ::close(m_file);
    m_file = -1;
}

} // namespace livebelt
