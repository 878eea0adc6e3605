// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <memory>

struct wslay_frame_context;
struct wslay_frame_iocb;

namespace livebelt {

/// A frame, or a piece of one (RFC 6455 section 5.2).
struct FramePiece
{
    quint8 opcode = 0;
    quint8 reserved = 0; ///< RSV1 is 4, RSV2 is 2, RSV3 is 1
    bool isFinal = false;
    bool isMasked = false;
    bool isStart = false, isEnd = false; ///< of the frame
    quint64 length = 0;                  ///< of the frame's payload
    QByteArrayView bytes;                ///< of it; valid until the next call
};

/// Cuts frames out of a stream of bytes that may come in any pieces, by libwslay, which refuses lengths that are not
/// minimal or too large, and control frames that are fragmented or longer than 125 bytes.
class FrameReader
{
public:
    enum class Step { NeedsMore, Piece, Broken };

    FrameReader();
    ~FrameReader();
    FrameReader(const FrameReader &) = delete;
    FrameReader &operator=(const FrameReader &) = delete;

    /// What there is to read: after the last of it has been read, as NeedsMore says. Nothing is read any more after
    /// Broken.
    void feed(QByteArray bytes);
    Step next(FramePiece &piece);

private:
    struct Free
    {
        void operator()(wslay_frame_context *context) const;
    };
    static ssize_t receive(unsigned char *buffer, size_t size, int flags, void *self);

    QByteArray m_input;
    qsizetype m_at = 0;
    std::unique_ptr<wslay_frame_context, Free> m_context;
    quint64 m_left = 0; ///< of the frame's payload
    bool m_isInPayload = false;
};

/// A frame as a client sends it: final, masked with a key nobody can foresee (RFC 6455 section 5.3).
QByteArray maskedFrame(quint8 opcode, QByteArrayView payload);

} // namespace livebelt
