// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/OutputFile.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <thread>
#include <unistd.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = OutputPlace::Kind;

namespace {

constexpr auto readerLook = 50ms;

/// What a file is apart from its bytes: access control lists and attributes of the person's own, and its label.
bool isKept(const QByteArray &attribute)
{
    return attribute.startsWith("user.") || attribute.startsWith("system.") || attribute == "security.selinux";
}

bool copyAttributes(const QByteArray &from, int to)
{
    QByteArray names(64 * 1024, '\0');
    const ssize_t length = listxattr(from.constData(), names.data(), size_t(names.size()));
    if (length < 0)
        return errno == ENOTSUP;
    names.truncate(length);
    const QList<QByteArray> all = names.split('\0');
    QByteArray value(64 * 1024, '\0');
    for (const QByteArray &name : all) {
        if (name.isEmpty() || !isKept(name))
            continue;
        const ssize_t size = getxattr(from.constData(), name.constData(), value.data(), size_t(value.size()));
        if (size < 0 || fsetxattr(to, name.constData(), value.constData(), size_t(size), 0) != 0)
            return false;
    }
    return true;
}

/// The rename is durable once its folder is.
int syncFolder(const QByteArray &path)
{
    const QByteArray folder = path.first(path.lastIndexOf('/') + 1);
    const async::detail::Descriptor opened(::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return !opened || fsync(opened.number()) == 0 || errno == EINVAL ? 0 : errno;
}

int writeAll(int file, const char *data, ssize_t size)
{
    while (size > 0) {
        const ssize_t written = ::write(file, data, size_t(size));
        if (written < 0 && errno != EINTR)
            return errno;
        data += std::max<ssize_t>(written, 0);
        size -= std::max<ssize_t>(written, 0);
    }
    return 0;
}

} // namespace

OutputFile::OutputFile(OutputPlace place, QString name, const std::atomic<bool> &cancel)
    : m_place(std::move(place)), m_name(std::move(name)), m_cancel(cancel)
{
}

OutputFile::~OutputFile()
{
    if (!m_temporary.isEmpty())
        unlink(m_temporary.constData());
}

Failure OutputFile::failure(int error)
{
    m_isCancelled = error == ECANCELED;
    m_isUnread = error == EPIPE;
    const bool hasPath = m_place.kind != Kind::Descriptor;
    return Failure{writeFailure(error, m_name, hasPath ? QFile::decodeName(m_place.path) : QString())};
}

bool OutputFile::isTerminal() const
{
    return isatty(m_file.number()) == 1;
}

Result<void> OutputFile::open()
{
    const auto opened = isFile() ? openFile() : m_place.kind == Kind::Socket ? openSocket() : openStream();
    if (opened)
        m_writer.emplace(m_file.number());
    return opened;
}

/// The mode of a new file is the person's (umask); one that takes another's place is nobody else's until it has its
/// mode.
int OutputFile::makeTemporary()
{
    const mode_t mode = m_place.kind == Kind::Nothing ? 0666 : 0600;
    const QByteArray folder = m_place.path.first(m_place.path.lastIndexOf('/') + 1);
    for (int i = 0; i < 100; ++i) {
        const QByteArray path =
            folder + ".livebelt-" + QByteArray::number(QRandomGenerator::system()->generate64(), 36);
        m_file = Descriptor(::open(path.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode));
        if (m_file) {
            m_temporary = path;
            return 0;
        }
        if (errno != EEXIST)
            return errno;
    }
    return EEXIST;
}

Result<void> OutputFile::openFile()
{
    if (m_place.kind == Kind::File) {
        const Descriptor mayWrite(::open(m_place.path.constData(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
        if (!mayWrite)
            return failure(errno);
    }
    const int error = makeTemporary();
    if (error == 0 || m_place.kind == Kind::Nothing)
        return error == 0 ? Result<void>() : failure(error);
    // A file that may be written in a folder that may not: what becomes of it waits elsewhere.
    const QByteArray folder = QFile::encodeName(QDir::tempPath());
    m_file = Descriptor(::open(folder.constData(), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600));
    return m_file ? Result<void>() : failure(error);
}

Result<void> OutputFile::openStream()
{
    if (m_place.kind == Kind::Descriptor) {
        m_file = Descriptor(fcntl(m_place.descriptor, F_DUPFD_CLOEXEC, 3));
        return m_file ? Result<void>() : failure(errno);
    }
    while (!m_cancel) {
        m_file = Descriptor(::open(m_place.path.constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
        if (m_file)
            return {};
        if (errno != ENXIO || !S_ISFIFO(m_place.status.st_mode))
            return failure(errno);
        std::this_thread::sleep_for(readerLook); // until somebody reads the FIFO, as a shell does
    }
    return failure(ECANCELED);
}

Result<void> OutputFile::openSocket()
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (size_t(m_place.path.size()) >= sizeof(address.sun_path))
        return failure(ENAMETOOLONG);
    std::copy(m_place.path.begin(), m_place.path.end(), address.sun_path);
    m_file = Descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!m_file || connect(m_file.number(), reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0)
        return failure(errno);
    return {};
}

Result<void> OutputFile::write(QByteArrayView bytes)
{
    const int error = m_writer->write(bytes, [this](auto) { return m_cancel.load(); });
    return error == 0 ? Result<void>() : failure(error);
}

/// Whether the new file could be made like the one before in all but its bytes.
bool OutputFile::takesAfter() const
{
    const struct stat &old = m_place.status;
    struct stat now = {};
    const int file = m_file.number();
    if (fstat(file, &now) != 0)
        return false;
    const bool isOurs = now.st_uid == old.st_uid && now.st_gid == old.st_gid;
    return (isOurs || fchown(file, old.st_uid, old.st_gid) == 0) && fchmod(file, old.st_mode & 07777) == 0 &&
           copyAttributes(m_place.path, file);
}

/// 0, an errno, or EXDEV where the file cannot be had that way and is to be copied into.
int OutputFile::replace()
{
    const bool isNew = m_place.kind == Kind::Nothing;
    if (!isNew && (m_temporary.isEmpty() || m_place.status.st_nlink > 1 || !takesAfter()))
        return EXDEV;
    if (fsync(m_file.number()) != 0)
        return errno;
    if (rename(m_temporary.constData(), m_place.path.constData()) != 0) {
        const bool isMount = errno == EBUSY || errno == EPERM || errno == EACCES;
        return isMount && !isNew ? EXDEV : errno;
    }
    m_temporary.clear();
    return syncFolder(m_place.path);
}

/// The room is taken first: a full disk leaves the file as it was.
int OutputFile::copyInto() const
{
    struct stat now = {};
    const Descriptor to(::open(m_place.path.constData(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (!to || fstat(m_file.number(), &now) != 0)
        return errno;
    const off_t before = lseek(to.number(), 0, SEEK_END);
    if (now.st_size > before && fallocate(to.number(), 0, 0, now.st_size) != 0 && errno != EOPNOTSUPP) {
        const int error = errno;
        static_cast<void>(ftruncate(to.number(), before));
        return error;
    }
    std::array<char, 64 * 1024> piece;
    if (lseek(to.number(), 0, SEEK_SET) != 0 || lseek(m_file.number(), 0, SEEK_SET) != 0)
        return errno;
    while (true) {
        const ssize_t got = read(m_file.number(), piece.data(), piece.size());
        if (got < 0 && errno != EINTR)
            return errno;
        if (got == 0)
            break;
        if (const int error = writeAll(to.number(), piece.data(), got); error != 0)
            return error;
    }
    return ftruncate(to.number(), now.st_size) == 0 && fsync(to.number()) == 0 ? 0 : errno;
}

Result<void> OutputFile::commit()
{
    int error = 0;
    if (isFile())
        error = replace();
    else if (fsync(m_file.number()) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP)
        error = errno;
    if (error == EXDEV)
        error = copyInto();
    return error == 0 ? Result<void>() : failure(error);
}

} // namespace livebelt
