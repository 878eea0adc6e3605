// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/unpack/Bzip2Unpacker.h"

#include <new>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype pieceSize = 64 * 1024;
}

bool Bzip2Unpacker::isMadeFor(const QByteArray &head)
{
    const bool hasBlock = head.size() >= 10 && (head.sliced(4, 6) == QByteArrayView("1AY&SY") ||
                                                head.sliced(4, 6) == QByteArrayView("\x17rE8P\x90")); // or is empty
    return hasBlock && head.startsWith("BZh") && head[3] >= '1' && head[3] <= '9';
}

Bzip2Unpacker::Bzip2Unpacker()
{
    begin();
}

Bzip2Unpacker::~Bzip2Unpacker()
{
    BZ2_bzDecompressEnd(&m_stream);
}

void Bzip2Unpacker::begin()
{
    if (BZ2_bzDecompressInit(&m_stream, 0, 0) != BZ_OK)
        throw std::bad_alloc();
}

void Bzip2Unpacker::give(QByteArray packed)
{
    m_packed = std::move(packed);
    m_stream.next_in = m_packed.data();
    m_stream.avail_in = unsigned(m_packed.size());
}

QByteArray Bzip2Unpacker::take()
{
    QByteArray plain(pieceSize, Qt::Uninitialized);
    char *out = plain.data();
    auto room = unsigned(plain.size());
    while (room > 0) {
        if (m_isBetween) {
            if (m_stream.avail_in == 0)
                break;
            char *const in = m_stream.next_in;
            const unsigned left = m_stream.avail_in;
            BZ2_bzDecompressEnd(&m_stream);
            m_stream = {};
            begin();
            m_stream.next_in = in;
            m_stream.avail_in = left;
        }
        m_stream.next_out = out;
        m_stream.avail_out = room;
        const unsigned before = m_stream.avail_in;
        const int result = BZ2_bzDecompress(&m_stream);
        if (result != BZ_OK && result != BZ_STREAM_END) {
            throw UnpackError(u"libbz2: error %1"_s.arg(result));
        }
        m_isBetween = result == BZ_STREAM_END;
        const bool isIdle = m_stream.avail_out == room && m_stream.avail_in == before;
        out += room - m_stream.avail_out;
        room = m_stream.avail_out;
        if (isIdle && !m_isBetween)
            break;
    }
    plain.truncate(plain.size() - qsizetype(room));
    return plain;
}

} // namespace livebelt
