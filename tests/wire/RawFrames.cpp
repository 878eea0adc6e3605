// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/RawFrames.h"

#include <QCryptographicHash>
#include <QList>

namespace livebelt::test {

std::optional<RawFrame> takeFrame(QByteArray &unread)
{
    const auto byte = [&unread](qsizetype at) { return quint64(quint8(unread[at])); };
    if (unread.size() < 2)
        return std::nullopt;
    RawFrame frame;
    frame.isFinal = (byte(0) & 0x80) != 0;
    frame.opcode = int(byte(0) & 0x0f);
    frame.isMasked = (byte(1) & 0x80) != 0;
    quint64 size = byte(1) & 0x7f;
    const int more = size == 126 ? 2 : size == 127 ? 8 : 0;
    qsizetype at = 2 + more + (frame.isMasked ? 4 : 0);
    if (unread.size() < at)
        return std::nullopt;
    if (more > 0) {
        size = 0;
        for (int i = 0; i < more; ++i)
            size = size << 8 | byte(2 + i);
    }
    if (quint64(unread.size()) < quint64(at) + size)
        return std::nullopt;
    const QByteArray mask = frame.isMasked ? unread.mid(at - 4, 4) : QByteArray(4, '\0');
    frame.payload = unread.mid(at, qsizetype(size));
    for (qsizetype i = 0; i < frame.payload.size(); ++i)
        frame.payload[i] = char(frame.payload[i] ^ mask[i % 4]);
    unread.remove(0, at + qsizetype(size));
    return frame;
}

QByteArray serverFrame(int opcode, const QByteArray &payload, bool isFinal, int reserved)
{
    QByteArray frame(1, char((isFinal ? 0x80 : 0) | reserved << 4 | opcode));
    const qsizetype size = payload.size();
    const int bytes = size < 126 ? 0 : size < 65'536 ? 2 : 8;
    frame += char(bytes == 0 ? size : bytes == 2 ? 126 : 127);
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        frame += char(size >> shift & 0xff);
    return frame + payload;
}

QByteArray acceptFor(const QByteArray &request)
{
    const QByteArray name = "Sec-WebSocket-Key: ";
    for (const QByteArray &line : request.split('\n')) {
        if (line.startsWith(name))
            return QCryptographicHash::hash(line.mid(name.size()).trimmed() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                                            QCryptographicHash::Sha1)
                .toBase64();
    }
    return {};
}

QByteArray goodAnswer(const QByteArray &more)
{
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: {accept}\r\n" +
           more + "\r\n";
}

} // namespace livebelt::test
