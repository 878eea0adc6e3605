// SPDX-License-Identifier: MIT
#include "sources/async/io/Generation.h"

#include "sources/async/io/FileError.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/uio.h>

namespace livebelt::async::detail {

namespace {
constexpr qsizetype rememberedSize = 64;
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
    QByteArray last(qMin<qint64>(rememberedSize, m_offset), Qt::Uninitialized);
    const auto got = ::pread(number(), last.data(), size_t(last.size()), m_offset - last.size());
    if (got == last.size())
        m_last = last;
    return true;
}

Generation::Read Generation::read(QByteArray &bytes, qint64 maximum, const QString &path)
{
    char last[rememberedSize];
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
        m_offset = 0;
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

bool Generation::hasName() const
{
    const auto status = FileStatus::ofDescriptor(number());
    return status && status->hasName;
}

} // namespace livebelt::async::detail
