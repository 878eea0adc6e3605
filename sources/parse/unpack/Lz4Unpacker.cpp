// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/unpack/Lz4Unpacker.h"

#include <new>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype pieceSize = 64 * 1024;
}

Lz4Unpacker::Lz4Unpacker()
{
    if (LZ4F_isError(LZ4F_createDecompressionContext(&m_context, LZ4F_VERSION)))
        throw std::bad_alloc();
}

Lz4Unpacker::~Lz4Unpacker()
{
    LZ4F_freeDecompressionContext(m_context);
}

void Lz4Unpacker::give(QByteArray packed)
{
    m_packed = std::move(packed);
    m_at = 0;
}

QByteArray Lz4Unpacker::take()
{
    QByteArray plain(pieceSize, Qt::Uninitialized);
    qsizetype size = 0;
    while (size < plain.size() && (m_at < m_packed.size() || m_hasMore)) {
        auto room = size_t(plain.size() - size), left = size_t(m_packed.size() - m_at);
        const size_t result =
            LZ4F_decompress(m_context, plain.data() + size, &room, m_packed.constData() + m_at, &left, nullptr);
        if (LZ4F_isError(result)) {
            throw UnpackError(QString::fromLatin1(LZ4F_getErrorName(result)));
        }
        size += qsizetype(room);
        m_at += qsizetype(left);
        m_isBetween = result == 0;
        m_hasMore = !m_isBetween && size == plain.size();
        if (room == 0 && left == 0)
            break;
    }
    plain.truncate(size);
    return plain;
}

} // namespace livebelt
