// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpUnpacker.h"

#include "sources/wire/HttpError.h"

#include <new>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype pieceSize = 64 * 1024;
constexpr int gzipOnly = 16 + MAX_WBITS;
} // namespace

HttpUnpacker::HttpUnpacker(const QByteArray &coding)
{
    const QByteArray name = coding.trimmed().toLower();
    m_isPacked = name == "gzip" || name == "x-gzip";
    if (!m_isPacked && !name.isEmpty() && name != "identity")
        throw HttpError(u"packs its answer as “%1”, which it was not asked for: tell its operator"_s.arg(
                            QString::fromLatin1(name.left(100))),
                        Ending::Kind::Refused);
    if (m_isPacked && inflateInit2(&m_stream, gzipOnly) != Z_OK)
        throw std::bad_alloc();
}

HttpUnpacker::~HttpUnpacker()
{
    if (m_isPacked)
        inflateEnd(&m_stream);
}

void HttpUnpacker::give(QByteArray packed)
{
    m_bytes = std::move(packed);
    m_stream.next_in = reinterpret_cast<Bytef *>(m_bytes.data());
    m_stream.avail_in = uInt(m_bytes.size());
}

QByteArray HttpUnpacker::take()
{
    if (!m_isPacked)
        return std::exchange(m_bytes, QByteArray());
    QByteArray plain(pieceSize, Qt::Uninitialized);
    m_stream.next_out = reinterpret_cast<Bytef *>(plain.data());
    m_stream.avail_out = uInt(plain.size());
    while (m_stream.avail_out > 0 && (m_stream.avail_in > 0 || m_isInMember)) {
        if (!m_isInMember) {
            if (m_hasBegun)
                inflateReset(&m_stream);
            m_isInMember = m_hasBegun = true;
        }
        const int result = inflate(&m_stream, Z_SYNC_FLUSH);
        m_isInMember = result != Z_STREAM_END;
        if (result == Z_BUF_ERROR)
            break;
        if (result != Z_OK && result != Z_STREAM_END)
            throw HttpError(u"says that its answer is packed with gzip, but it is not, or is damaged (%1): tell its "
                            "operator"_s.arg(QString::fromLatin1(m_stream.msg ? m_stream.msg : "unknown reason")),
                            Ending::Kind::Refused);
    }
    plain.truncate(pieceSize - qsizetype(m_stream.avail_out));
    return plain;
}

void HttpUnpacker::finish() const
{
    if (m_isPacked && m_isInMember)
        throw HttpError(u"broke off in the middle of its answer"_s);
}

} // namespace livebelt
