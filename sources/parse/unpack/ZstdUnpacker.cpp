// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/unpack/ZstdUnpacker.h"

#include <new>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype pieceSize = 64 * 1024;
constexpr int largestWindow = 27; ///< a power of 2
} // namespace

bool ZstdUnpacker::isMadeFor(const QByteArray &head)
{
    const bool isSkippable = head.size() >= 4 && (uchar(head[0]) & 0xf0) == 0x50 && head.sliced(1, 3) == "\x2a\x4d\x18";
    return isSkippable || head.startsWith("\x28\xb5\x2f\xfd");
}

ZstdUnpacker::ZstdUnpacker() : m_stream(ZSTD_createDStream())
{
    if (!m_stream)
        throw std::bad_alloc();
    ZSTD_DCtx_setParameter(m_stream.get(), ZSTD_d_windowLogMax, largestWindow);
}

void ZstdUnpacker::give(QByteArray packed)
{
    m_packed = std::move(packed);
    m_input = {m_packed.constData(), size_t(m_packed.size()), 0};
}

QByteArray ZstdUnpacker::take()
{
    QByteArray plain(pieceSize, Qt::Uninitialized);
    ZSTD_outBuffer output{plain.data(), size_t(plain.size()), 0};
    while (output.pos < output.size && (m_input.pos < m_input.size || m_hasMore)) {
        const size_t result = ZSTD_decompressStream(m_stream.get(), &output, &m_input);
        if (ZSTD_isError(result)) {
            throw UnpackError(QString::fromLatin1(ZSTD_getErrorName(result)));
        }
        m_isBetween = result == 0;
        m_hasMore = !m_isBetween && output.pos == output.size;
    }
    plain.truncate(qsizetype(output.pos));
    return plain;
}

} // namespace livebelt
