// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace livebelt {

/// One item of a stream of bytes, without its end. A value.
struct Item
{
    enum class End : quint8 {
        LineFeed,
        CarriageReturnLineFeed,
        CarriageReturn, ///< of a line of progress, Framing::Kind::CarriageReturn
        InOriginal,     ///< a line feed of 2 or 4 bytes, which original has
        Other,          ///< a delimiter, a length, the end of a datagram
        Pause,          ///< nothing has come for a while; the rest is an item of its own, which continues this one
        Stop,           ///< of the stream, in the middle of the item
    };

    QByteArray bytes;
    qint64 length = 0; ///< how long it really was; more than bytes.size() where it was cut
    End end = End::LineFeed;
    bool continues = false; ///< the item before it, which ended with a pause
    QByteArray original{};  ///< what came, where bytes is not exactly that: decoded text, without a mark; else empty

    bool isCut() const { return bytes.size() < length; }
    bool isWhole() const { return end != End::Pause && end != End::Stop && !continues; }
};

} // namespace livebelt
