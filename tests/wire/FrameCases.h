// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <vector>

namespace livebelt::test {

/// What a server may send, or must not, and what has to come of it.
struct FrameCase
{
    QByteArray name;
    QByteArray bytes;
    /// "text Hello", "binary 00ff" (in hex), "ping x", "pong x", "close 1000 bye", "broken 1002"; "cut ..." for a
    /// message that was too long.
    QByteArrayList events;
    enum class Deflate { Off, On, ForgetsWindow } deflate = Deflate::Off;
};

/// The longest message where they are read.
inline constexpr quint64 longestInCases = 70'000;

/// RFC 6455 sections 5 to 8 and RFC 7692, as the Autobahn suite goes through them: framing (1), pings (2), reserved
/// bits (3), opcodes (4), fragmentation (5), UTF-8 (6), closing (7), limits (9), compression (12, 13).
std::vector<FrameCase> frameCases();

} // namespace livebelt::test
