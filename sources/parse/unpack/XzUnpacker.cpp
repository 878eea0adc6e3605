// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/unpack/XzUnpacker.h"

#include <new>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype pieceSize = 64 * 1024;
constexpr uint64_t mostMemory = 128 << 20;

QString reason(lzma_ret result)
{
    switch (result) {
    case LZMA_MEMLIMIT_ERROR:
        return u"it needs more than 128 MB of memory"_s;
    case LZMA_OPTIONS_ERROR:
        return u"it is packed in a way that is not known"_s;
    case LZMA_FORMAT_ERROR:
        return u"what follows the first part is nothing that is known"_s;
    default:
        return u"corrupted data"_s;
    }
}

} // namespace

bool XzUnpacker::isMadeFor(const QByteArray &head)
{
    // The old format has no name, but these are the properties and dictionary sizes that programs write.
    const bool isLzma =
        head.size() >= 13 && head.startsWith(QByteArrayView("\x5d\0\0", 3)) && (head[12] == '\0' || head[12] == '\xff');
    return isLzma ||
           head.startsWith(QByteArrayView("\xfd"
                                          "7zXZ\0",
                                          6)) ||
           head.startsWith("LZIP");
}

XzUnpacker::XzUnpacker()
{
    if (lzma_auto_decoder(&m_stream, mostMemory, LZMA_CONCATENATED) != LZMA_OK)
        throw std::bad_alloc();
}

XzUnpacker::~XzUnpacker()
{
    lzma_end(&m_stream);
}

void XzUnpacker::give(QByteArray packed)
{
    m_packed = std::move(packed);
    m_stream.next_in = reinterpret_cast<const uint8_t *>(m_packed.constData());
    m_stream.avail_in = size_t(m_packed.size());
}

void XzUnpacker::finish()
{
    m_stream.avail_in = 0;
    m_action = LZMA_FINISH;
}

QByteArray XzUnpacker::take()
{
    QByteArray plain(pieceSize, Qt::Uninitialized);
    m_stream.next_out = reinterpret_cast<uint8_t *>(plain.data());
    m_stream.avail_out = size_t(plain.size());
    while (!m_isAtEnd && m_stream.avail_out > 0) {
        const lzma_ret result = lzma_code(&m_stream, m_action);
        m_isAtEnd = result == LZMA_STREAM_END;
        if (result == LZMA_BUF_ERROR)
            break;
        if (result != LZMA_OK && result != LZMA_STREAM_END) {
            throw UnpackError(reason(result));
        }
        if (m_stream.avail_in == 0 && m_stream.avail_out > 0 && m_action == LZMA_RUN)
            break;
    }
    plain.truncate(plain.size() - qsizetype(m_stream.avail_out));
    return plain;
}

} // namespace livebelt
