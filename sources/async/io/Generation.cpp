// SPDX-License-Identifier: MIT
#include <livebelt/async/io/Generation.h>

#include <livebelt/async/io/FileError.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace livebelt::async::detail {

namespace {
constexpr qsizetype rememberedSize = FileMark::known;
} // namespace

Generation::Generation(const QByteArray &name)
    : m_descriptor(::open(name.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)), m_code(errno)
{
    const auto status = m_descriptor ? FileStatus::ofDescriptor(number()) : std::nullopt;
    if (!status) {
        m_code = errno;
        return;
    }
    m_code = status->isRegular ? 0 : ESPIPE;
    m_identity = status->identity;
}

bool Generation::startAt(qint64 offset)
{
    const auto status = FileStatus::ofDescriptor(number());
    const qint64 size = status ? status->size : 0;
    if (offset > size)
        return false;
    m_offset = offset < 0 ? size : offset;
    const qint64 known = qMin<qint64>(rememberedSize, m_offset);
    m_last = bytesAt(m_offset - known, known);
    return true;
}

bool Generation::startAfter(const FileMark &mark)
{
    const auto status = FileStatus::ofDescriptor(number());
    const bool isSame = status && status->identity.inode == mark.inode;
    const bool isKnown = mark.offset > 0; // an empty one has nothing to be known by but its number
    if (!status || status->size < mark.offset || (!isSame && !isKnown))
        return false;
    if (bytesAt(0, mark.head.size()) != mark.head ||
        bytesAt(mark.offset - mark.tail.size(), mark.tail.size()) != mark.tail)
        return false;
    m_offset = mark.offset;
    m_last = mark.tail;
    return true;
}

QByteArray Generation::head()
{
    const qint64 size = qMin<qint64>(FileMark::known, m_offset);
    if (m_head.size() < size)
        m_head = bytesAt(0, size);
    return m_head;
}

/// All of them, or nothing.
QByteArray Generation::bytesAt(qint64 offset, qint64 size) const
{
    QByteArray bytes(size, Qt::Uninitialized);
    const bool isRead = ::pread(number(), bytes.data(), size_t(size), offset) == size;
    return isRead ? bytes : QByteArray();
}

/// Where a hole at the start ends. 0 where there is none, or the file system does not know.
qint64 Generation::firstData() const
{
    const off_t data = ::lseek(number(), 0, SEEK_DATA);
    return data > 0 ? data : 0;
}

/// How much it is worth to have room for: what is ahead, or a little.
qint64 Generation::ahead() const
{
    struct stat status;
    const bool isKnown = ::fstat(number(), &status) == 0;
    return qMax<qint64>(64 * 1024, isKnown ? status.st_size - m_offset : 0);
}

Generation::Read Generation::read(QByteArray &bytes, qint64 maximum, const QString &path)
{
    char last[rememberedSize];
    maximum = qMin(maximum, ahead());
    bytes = QByteArray(maximum, Qt::Uninitialized);
    const qsizetype lastSize = m_last.size();
    const qint64 got = readAt(last, lastSize, bytes.data(), maximum, m_offset - lastSize);
    if (got < 0) {
        const int code = errno;
        bytes.clear();
        if (code == ESTALE)
            return Read::Stale;
        throw FileError(path, QStringLiteral("read"), code);
    }
    if (got < lastSize || std::memcmp(last, m_last.constData(), size_t(lastSize)) != 0) {
        bytes.clear();
        m_last.clear();
        m_head.clear();
        m_offset = firstData();
        return Read::Truncated;
    }
    bytes.truncate(got - lastSize);
    if (bytes.isEmpty())
        return Read::End;
    if (bytes.size() < maximum / 2)
        bytes.squeeze(); // a consumer may keep many small ones
    remember(bytes);
    m_offset += bytes.size();
    return Read::Piece;
}

qint64 Generation::readAt(char *known, qint64 knownSize, char *bytes, qint64 maximum, qint64 from) const
{
    const iovec parts[] = {{known, size_t(knownSize)}, {bytes, size_t(maximum)}};
    ssize_t got = 0;
    do
        got = ::preadv(number(), parts, 2, from);
    while (got < 0 && errno == EINTR);
    return got;
}

void Generation::remember(const QByteArray &bytes)
{
    if (bytes.size() < rememberedSize)
        m_last = (m_last + bytes).right(rememberedSize);
    else
        m_last = bytes.right(rememberedSize);
}

bool Generation::isEmpty() const
{
    const auto status = FileStatus::ofDescriptor(number());
    return !status || status->size == 0;
}

qint64 Generation::modified() const
{
    const auto status = FileStatus::ofDescriptor(number());
    return status ? status->modified / 1000 : 0;
}

bool Generation::hasName() const
{
    const auto status = FileStatus::ofDescriptor(number());
    return status && status->hasName;
}

} // namespace livebelt::async::detail
