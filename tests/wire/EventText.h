// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/wire/MessageReader.h"

namespace livebelt::test {

/// As FrameCase::events has it.
inline QByteArray eventText(const WebSocketEvent &event)
{
    using Kind = WebSocketEvent::Kind;
    const QByteArray cut = event.isCut ? "cut " : "";
    switch (event.kind) {
    case Kind::Text:
        return cut + "text " + event.bytes;
    case Kind::Binary:
        return cut + "binary " + event.bytes.toHex();
    case Kind::Ping:
        return "ping " + event.bytes;
    case Kind::Pong:
        return "pong " + event.bytes;
    case Kind::Close:
        return "close " + QByteArray::number(event.code) + ' ' + event.bytes;
    default:
        return "broken " + QByteArray::number(event.code);
    }
}

} // namespace livebelt::test
