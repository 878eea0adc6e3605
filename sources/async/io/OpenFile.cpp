// SPDX-License-Identifier: MIT
#include <livebelt/async/io/OpenFile.h>

#include <livebelt/async/io/ReadSome.h>

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace livebelt::async::detail {

namespace {

/// Repeats a call of the system that a signal has interrupted.
template<typename Call>
auto persist(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

bool wouldBlock()
{
    return errno == EAGAIN || errno == EWOULDBLOCK;
}

} // namespace

bool OpenFile::open(int flags)
{
    const QByteArray name = QFile::encodeName(m_path);
    // O_NONBLOCK: without it, the open itself waits for the other side of a FIFO. Regular files do not know it.
    m_descriptor =
        Descriptor(persist([&] { return ::open(name.constData(), flags | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0666); }));
    struct stat status;
    if (!m_descriptor || ::fstat(number(), &status) != 0)
        throw FileError(m_path, QStringLiteral("opened"), errno);
    return S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
}

bool OpenFile::reopen()
{
    struct stat status;
    char target[5] = {};
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(number());
    const bool isNamed = ::readlink(link.constData(), target, sizeof target) > 0 && target[0] == '/';
    if (::fstat(number(), &status) != 0 || !S_ISFIFO(status.st_mode) || !isNamed)
        return false;
    const Descriptor before = std::exchange(m_descriptor, Descriptor()); // keeps what is in it until the other is open
    return !open(O_RDONLY);
}

void OpenFile::seek(qint64 offset)
{
    if (::lseek(number(), offset, SEEK_SET) < 0)
        throw FileError(m_path, QStringLiteral("read"), errno);
}

std::optional<QByteArray> OpenFile::read(qint64 maximum)
{
    QByteArray bytes;
    const qint64 size = readSome(number(), maximum, bytes);
    if (size < 0 && wouldBlock())
        return std::nullopt;
    if (size < 0)
        throw FileError(m_path, QStringLiteral("read"), errno);
    return bytes;
}

std::optional<qint64> OpenFile::write(const QByteArray &bytes, qint64 from)
{
    const auto size = persist([&] { return ::write(number(), bytes.constData() + from, size_t(bytes.size() - from)); });
    if (size < 0 && wouldBlock())
        return std::nullopt;
    if (size < 0)
        throw FileError(m_path, QStringLiteral("written"), errno);
    return size;
}

} // namespace livebelt::async::detail
