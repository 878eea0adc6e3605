// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/unpack/GzipUnpacker.h"

#include <new>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype pieceSize = 64 * 1024;
} // namespace

GzipUnpacker::GzipUnpacker(Form form)
{
    if (inflateInit2(&m_stream, form == Form::Gzip ? 16 + MAX_WBITS : MAX_WBITS) != Z_OK)
        throw std::bad_alloc();
}

GzipUnpacker::~GzipUnpacker()
{
    inflateEnd(&m_stream);
}

void GzipUnpacker::give(QByteArray packed)
{
    m_packed = std::move(packed);
    m_stream.next_in = reinterpret_cast<Bytef *>(m_packed.data());
    m_stream.avail_in = uInt(m_packed.size());
}

/// False: nothing is left, or only zeros.
bool GzipUnpacker::beginMember()
{
    while (!m_isFirst && m_stream.avail_in > 0 && *m_stream.next_in == 0) {
        ++m_stream.next_in;
        --m_stream.avail_in;
    }
    if (m_stream.avail_in == 0)
        return false;
    inflateReset(&m_stream);
    m_isBetween = m_isFirst = false;
    return true;
}

QByteArray GzipUnpacker::take()
{
    QByteArray plain(pieceSize, Qt::Uninitialized);
    m_stream.next_out = reinterpret_cast<Bytef *>(plain.data());
    m_stream.avail_out = uInt(plain.size());
    while (m_stream.avail_out > 0) {
        if (m_isBetween && !beginMember())
            break;
        const int result = inflate(&m_stream, Z_NO_FLUSH);
        m_isBetween = result == Z_STREAM_END;
        if (result == Z_BUF_ERROR)
            break;
        if (result != Z_OK && result != Z_STREAM_END) {
            const QString why = QString::fromLatin1(m_stream.msg ? m_stream.msg : "unknown reason");
            throw UnpackError(why);
        }
    }
    plain.truncate(plain.size() - qsizetype(m_stream.avail_out));
    return plain;
}

} // namespace livebelt
