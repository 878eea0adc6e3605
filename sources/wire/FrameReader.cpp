// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/FrameReader.h"

#include <QRandomGenerator>
#include <cstring>
#include <new>
#include <stdexcept>
#include <wslay/wslay.h>

namespace livebelt {

namespace {

wslay_frame_context *makeContext(const wslay_frame_callbacks &callbacks, void *user)
{
    wslay_frame_context *context = nullptr;
    if (wslay_frame_context_init(&context, &callbacks, user) != 0)
        throw std::bad_alloc();
    return context;
}

ssize_t append(const uint8_t *data, size_t size, int, void *frame)
{
    static_cast<QByteArray *>(frame)->append(reinterpret_cast<const char *>(data), qsizetype(size));
    return ssize_t(size);
}

int makeMask(uint8_t *key, size_t size, void *)
{
    for (size_t i = 0; i < size; i += sizeof(quint32)) {
        const quint32 random = QRandomGenerator::system()->generate();
        std::memcpy(key + i, &random, qMin(sizeof random, size - i));
    }
    return 0;
}

} // namespace

void FrameReader::Free::operator()(wslay_frame_context *context) const
{
    wslay_frame_context_free(context);
}

FrameReader::FrameReader() : m_context(makeContext({nullptr, &FrameReader::receive, nullptr}, this)) {}

FrameReader::~FrameReader() = default;

void FrameReader::feed(QByteArray bytes)
{
    Q_ASSERT(m_at == m_input.size());
    m_input = std::move(bytes);
    m_at = 0;
}

ssize_t FrameReader::receive(unsigned char *buffer, size_t size, int, void *self)
{
    auto *reader = static_cast<FrameReader *>(self);
    const qsizetype count = qMin(qsizetype(size), reader->m_input.size() - reader->m_at);
    if (count == 0)
        return -1; // means "not now", too
    std::memcpy(buffer, reader->m_input.constData() + reader->m_at, size_t(count));
    reader->m_at += count;
    return ssize_t(count);
}

FrameReader::Step FrameReader::next(FramePiece &piece)
{
    wslay_frame_iocb frame{};
    const ssize_t size = wslay_frame_recv(m_context.get(), &frame);
    if (size == WSLAY_ERR_WANT_READ)
        return Step::NeedsMore;
    if (size < 0)
        return Step::Broken;
    piece.isStart = !std::exchange(m_isInPayload, true);
    if (piece.isStart)
        m_left = frame.payload_length;
    m_left -= quint64(size);
    piece.opcode = frame.opcode;
    piece.reserved = frame.rsv;
    piece.isFinal = frame.fin != 0;
    piece.isMasked = frame.mask != 0;
    piece.length = frame.payload_length;
    piece.bytes = QByteArrayView(frame.data, size);
    piece.isEnd = m_left == 0;
    m_isInPayload = !piece.isEnd;
    return Step::Piece;
}

QByteArray maskedFrame(quint8 opcode, QByteArrayView payload)
{
    QByteArray bytes;
    bytes.reserve(payload.size() + 14);
    const std::unique_ptr<wslay_frame_context, void (*)(wslay_frame_context *)> context(
        makeContext({&append, nullptr, &makeMask}, &bytes), &wslay_frame_context_free);
    wslay_frame_iocb frame{};
    frame.fin = 1;
    frame.opcode = opcode;
    frame.mask = 1;
    frame.payload_length = quint64(payload.size());
    frame.data = reinterpret_cast<const uint8_t *>(payload.data());
    frame.data_length = size_t(payload.size());
    do {
        const ssize_t sent = wslay_frame_send(context.get(), &frame);
        if (sent < 0)
            throw std::logic_error("libwslay refuses a frame of ours");
        frame.data += sent;
        frame.data_length -= size_t(sent);
    } while (frame.data_length > 0);
    return bytes;
}

} // namespace livebelt
