// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/wire/DeflateTerms.h"
#include "sources/wire/FrameReader.h"
#include "sources/wire/MessageInflater.h"
#include "sources/wire/Utf8Check.h"

#include <QString>
#include <optional>

namespace livebelt {

/// What comes over a WebSocket.
struct WebSocketEvent
{
    enum class Kind : quint8 { Text, Binary, Ping, Pong, Close, Broken };
    Kind kind = Kind::Text;
    bool isCut = false; ///< a message that was longer: its first bytes
    quint16 code = 0;   ///< Close: the server's, 1005 where it gave none; Broken: the one to answer with
    QByteArray bytes;   ///< the message, the payload, the reason; Broken: what is wrong, for people
};

/// Makes messages of the bytes of a server (RFC 6455 sections 5 to 8, RFC 7692), and tells what a server may not do.
/// Memory: one message of the longest length, whatever comes.
class MessageReader
{
public:
    struct Options
    {
        quint64 longest = 16'000'000; ///< bytes; a longer message is cut there, and the rest of it skipped
        bool isInPieces = false;      ///< binary messages as their pieces come, never empty, of any length
    };
    /// A message that unpacks to so many times the longest length is Broken (1009): a bomb.
    static constexpr quint64 mostSkipped = 16;

    MessageReader(const Options &options, const DeflateTerms &deflate);

    /// More bytes, after next() has given nothing.
    void feed(QByteArray bytes) { m_frames.feed(std::move(bytes)); }
    /// The next event in what was fed; nothing comes after Close and Broken.
    std::optional<WebSocketEvent> next();

private:
    using Event = WebSocketEvent;

    std::optional<Event> fail(quint16 code, const char *what);
    const char *objection(const FramePiece &piece) const;
    void begin(const FramePiece &piece);
    std::optional<Event> takeControl(const FramePiece &piece);
    std::optional<Event> takeClose() const;
    std::optional<Event> takeData(const FramePiece &piece);
    bool refuse(quint16 code, const char *what);
    bool unpack(bool isEnd);
    bool take(QByteArrayView bytes);
    Event finished(bool isCut);

    const Options m_options;
    FrameReader m_frames;
    std::optional<MessageInflater> m_inflater;
    Utf8Check m_utf8;
    QByteArray m_message, m_control;
    std::optional<Event> m_cut;     ///< made by take()
    std::optional<Event> m_failure; ///< to be given next
    quint64 m_length = 0;           ///< of the message so far, unpacked
    bool m_isOver = false;
    bool m_isInMessage = false, m_isText = false, m_isPacked = false;
    bool m_isSkipping = false; ///< the message has been cut
};

} // namespace livebelt
