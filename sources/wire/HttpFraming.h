// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/wire/HttpHead.h"

namespace livebelt {

/// Finds the body of an answer, and its end, in what comes behind the head (RFC 9112, sections 6 and 7): by its
/// length, in chunks, or up to where the connection is closed. Holds no body back.
class HttpFraming
{
public:
    /// Throws HttpError where the head contradicts itself.
    explicit HttpFraming(const HttpHead &head);

    /// The part of the body in it. What comes behind the end is left out, and the connection cannot be used again.
    /// Throws HttpError.
    QByteArray feed(QByteArrayView bytes);
    bool isWhole() const { return m_state == State::End; }
    /// The connection was closed in order: whether the body is whole by that.
    bool endsByClosing() const { return m_state == State::End || m_state == State::UntilClosed; }
    /// Whether the server has said where the end is.
    bool hasLength() const { return m_hasLength; }
    bool hasMoreBehind() const { return m_hasMoreBehind; }

private:
    enum class State { Length, UntilClosed, ChunkSize, Chunk, ChunkEnd, Trailers, End };

    void line(QByteArrayView line);
    void setChunk(QByteArrayView line);

    State m_state = State::UntilClosed;
    quint64 m_left = 0; ///< of the body, or of the chunk, in bytes
    QByteArray m_line;  ///< the beginning of one
    qsizetype m_trailers = 0;
    bool m_hasLength = false;
    bool m_hasMoreBehind = false;
};

} // namespace livebelt
