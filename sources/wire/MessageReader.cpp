// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/MessageReader.h"

#include "sources/wire/CloseCode.h"

#include <wslay/wslay.h>

namespace livebelt {

namespace {

constexpr const char *noText = "a text that is no UTF-8";
constexpr quint8 packed = 4; // RSV1: RFC 7692 section 6

bool isControl(quint8 opcode)
{
    return (opcode & 8) != 0;
}

} // namespace

MessageReader::MessageReader(const Options &options, const DeflateTerms &deflate) : m_options(options)
{
    if (deflate.isOn)
        m_inflater.emplace(deflate.keepsWindow);
}

std::optional<WebSocketEvent> MessageReader::next()
{
    FramePiece piece;
    if (m_failure)
        return std::exchange(m_failure, std::nullopt);
    while (!m_isOver) {
        const FrameReader::Step step = m_frames.next(piece);
        if (step == FrameReader::Step::NeedsMore)
            return std::nullopt;
        if (step == FrameReader::Step::Broken)
            return fail(WSLAY_CODE_PROTOCOL_ERROR, "a frame with a length that there is not");
        if (piece.isStart) {
            if (const char *what = objection(piece))
                return fail(WSLAY_CODE_PROTOCOL_ERROR, what);
            begin(piece);
        }
        std::optional<Event> event = isControl(piece.opcode) ? takeControl(piece) : takeData(piece);
        if (event)
            return event;
    }
    return std::nullopt;
}

std::optional<WebSocketEvent> MessageReader::fail(quint16 code, const char *what)
{
    m_isOver = true;
    Event event;
    event.kind = Event::Kind::Broken;
    event.code = code;
    event.bytes = what;
    return event;
}

/// What is wrong with the header of a frame, where the length is not.
const char *MessageReader::objection(const FramePiece &piece) const
{
    const bool isData = piece.opcode == WSLAY_TEXT_FRAME || piece.opcode == WSLAY_BINARY_FRAME;
    if (piece.isMasked)
        return "a frame that is masked, which only a client's are";
    if (piece.reserved != 0 && (piece.reserved != packed || !m_inflater || !isData))
        return "a frame with a reserved bit that was not agreed on";
    if (piece.opcode > WSLAY_PONG || (piece.opcode > WSLAY_BINARY_FRAME && !isControl(piece.opcode)))
        return "a frame of a kind that there is not";
    if (piece.opcode == WSLAY_CONTINUATION_FRAME && !m_isInMessage)
        return "the continuation of no message";
    if (isData && m_isInMessage)
        return "a message within another one";
    return nullptr;
}

void MessageReader::begin(const FramePiece &piece)
{
    if (isControl(piece.opcode)) {
        m_control.clear();
    } else if (piece.opcode != WSLAY_CONTINUATION_FRAME) {
        m_isInMessage = true;
        m_isText = piece.opcode == WSLAY_TEXT_FRAME;
        m_isPacked = piece.reserved == packed;
        m_isSkipping = false;
        m_length = 0;
        m_utf8.reset();
    }
}

std::optional<WebSocketEvent> MessageReader::takeControl(const FramePiece &piece)
{
    m_control += piece.bytes;
    if (!piece.isEnd)
        return std::nullopt;
    if (piece.opcode == WSLAY_CONNECTION_CLOSE) {
        m_isOver = true;
        return takeClose();
    }
    Event event;
    event.kind = piece.opcode == WSLAY_PING ? Event::Kind::Ping : Event::Kind::Pong;
    event.bytes = std::move(m_control);
    return event;
}

/// RFC 6455 sections 5.5.1 and 7.4.
std::optional<WebSocketEvent> MessageReader::takeClose() const
{
    Event event;
    event.kind = Event::Kind::Close;
    event.code = WSLAY_CODE_NO_STATUS_RCVD;
    if (m_control.isEmpty())
        return event;
    Event broken;
    broken.kind = Event::Kind::Broken;
    broken.code = WSLAY_CODE_PROTOCOL_ERROR;
    broken.bytes = "a close with a code that there is not";
    if (m_control.size() < 2)
        return broken;
    event.code = quint16(quint16(quint8(m_control[0])) << 8 | quint8(m_control[1]));
    event.bytes = m_control.mid(2);
    if (!mayBeSent(event.code)) {
        broken.bytes += ": " + QByteArray::number(event.code);
        return broken;
    }
    Utf8Check check;
    if (check.take(event.bytes) && check.isWhole())
        return event;
    broken.code = WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA;
    broken.bytes = "a close whose reason is no UTF-8";
    return broken;
}

std::optional<WebSocketEvent> MessageReader::takeData(const FramePiece &piece)
{
    const bool isEnd = piece.isEnd && piece.isFinal;
    bool isGood = true;
    if (m_isPacked) {
        m_inflater->feed(piece.bytes);
        isGood = unpack(isEnd);
    } else {
        isGood = take(piece.bytes);
    }
    if (isGood && isEnd && m_isText && !m_utf8.isWhole())
        isGood = refuse(WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA, noText);
    if (!isGood)
        return std::exchange(m_cut ? m_cut : m_failure, std::nullopt);
    m_isInMessage = !isEnd;
    if (m_cut)
        return std::exchange(m_cut, std::nullopt);
    const bool isPiece = m_options.isInPieces && !m_isText;
    if (isPiece ? !m_message.isEmpty() : isEnd && !m_isSkipping)
        return finished(false);
    return std::nullopt;
}

bool MessageReader::refuse(quint16 code, const char *what)
{
    m_failure = fail(code, what);
    return false;
}

bool MessageReader::unpack(bool isEnd)
{
    for (const bool isTail : {false, true}) {
        if (isTail && !isEnd)
            break;
        if (isTail)
            m_inflater->finish();
        for (QByteArrayView bytes = m_inflater->next(); !bytes.isEmpty(); bytes = m_inflater->next()) {
            if (!take(bytes))
                return false;
        }
        if (m_inflater->isBroken())
            return refuse(WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA, "a message that cannot be unpacked");
    }
    return true;
}

/// Bytes of the message, unpacked. What goes past the longest length cuts the message before it is looked at.
bool MessageReader::take(QByteArrayView bytes)
{
    const bool isLimited = !m_options.isInPieces || m_isText;
    const quint64 room = isLimited && !m_isSkipping ? m_options.longest - quint64(m_message.size()) : ~quint64(0);
    if (room > 0 && room < quint64(bytes.size()))
        return take(bytes.first(qsizetype(room))) && take(bytes.sliced(qsizetype(room)));
    if (room == 0 && !bytes.isEmpty()) {
        m_isSkipping = true;
        m_cut = finished(true);
    }
    if (m_isText && !m_utf8.take(bytes))
        return refuse(WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA, noText);
    m_length += quint64(bytes.size());
    if (isLimited && m_isPacked && m_length / mostSkipped > m_options.longest)
        return refuse(WSLAY_CODE_MESSAGE_TOO_BIG, "a message that unpacks without end");
    if (!m_isSkipping)
        m_message += bytes;
    return true;
}

WebSocketEvent MessageReader::finished(bool isCut)
{
    Event event;
    event.kind = m_isText ? Event::Kind::Text : Event::Kind::Binary;
    event.isCut = isCut;
    if (isCut && m_isText)
        m_message.truncate(wholeCharacters(m_message).size());
    event.bytes = std::exchange(m_message, QByteArray());
    return event;
}

} // namespace livebelt
