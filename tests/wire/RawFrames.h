// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace livebelt::test {

/// A frame of a client.
struct RawFrame
{
    int opcode = 0;
    bool isFinal = false, isMasked = false;
    QByteArray payload; ///< unmasked
    int closeCode() const { return payload.size() < 2 ? 0 : quint8(payload[0]) << 8 | quint8(payload[1]); }
};

/// Takes the first frame from unread; nothing where it is not whole yet.
std::optional<RawFrame> takeFrame(QByteArray &unread);

/// A frame as a server sends it.
QByteArray serverFrame(int opcode, const QByteArray &payload, bool isFinal = true, int reserved = 0);

/// Sec-WebSocket-Accept for that request.
QByteArray acceptFor(const QByteArray &request);
/// An answer that opens, with more headers ("Name: Value\r\n"); {accept} stands where acceptFor() goes.
QByteArray goodAnswer(const QByteArray &more = {});

} // namespace livebelt::test
