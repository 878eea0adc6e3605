// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/MessageInflater.h"

#include <new>
#include <utility>
#include <zlib.h>

namespace livebelt {

namespace {

constexpr qsizetype portionSize = 32 * 1024;
constexpr int rawDeflate = -MAX_WBITS;                  // a larger window than the sender's does no harm
constexpr char tail[] = {0, 0, char(0xff), char(0xff)}; // RFC 7692 section 7.2.2: the sender has taken it off

Bytef *bytesOf(const char *text)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(text)); // zlib only reads it
}

} // namespace

void MessageInflater::End::operator()(z_stream_s *stream) const
{
    inflateEnd(stream);
    delete stream;
}

MessageInflater::MessageInflater(bool keepsWindow)
    : m_stream(new z_stream_s{}), m_portion(portionSize, Qt::Uninitialized), m_keepsWindow(keepsWindow)
{
    if (inflateInit2(m_stream.get(), rawDeflate) != Z_OK)
        throw std::bad_alloc();
}

MessageInflater::~MessageInflater() = default;

void MessageInflater::feed(QByteArrayView packed)
{
    m_stream->next_in = bytesOf(packed.data());
    m_stream->avail_in = uInt(packed.size());
}

void MessageInflater::finish()
{
    m_isFinishing = true;
    feed(QByteArrayView(tail, sizeof tail));
}

QByteArrayView MessageInflater::next()
{
    while (!m_isBroken) {
        m_stream->next_out = bytesOf(m_portion.constData());
        m_stream->avail_out = uInt(portionSize);
        const int status = inflate(m_stream.get(), Z_SYNC_FLUSH);
        const qsizetype size = portionSize - qsizetype(m_stream->avail_out);
        m_isBroken = (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) ||
                     (status == Z_STREAM_END && !goOnAfterFinalBlock());
        if (size > 0)
            return QByteArrayView(m_portion.constData(), size);
        if (m_stream->avail_in == 0 || status == Z_BUF_ERROR)
            break;
    }
    if (std::exchange(m_isFinishing, false) && !m_keepsWindow)
        m_isBroken = m_isBroken || inflateReset(m_stream.get()) != Z_OK;
    return {};
}

/// A sender may end a message by a final block (RFC 7692 section 7.2.3.5): others follow all the same.
bool MessageInflater::goOnAfterFinalBlock()
{
    QByteArray window(qsizetype(1) << MAX_WBITS, Qt::Uninitialized);
    uInt size = 0;
    return inflateGetDictionary(m_stream.get(), bytesOf(window.constData()), &size) == Z_OK &&
           inflateReset(m_stream.get()) == Z_OK &&
           inflateSetDictionary(m_stream.get(), bytesOf(window.constData()), size) == Z_OK;
}

} // namespace livebelt
