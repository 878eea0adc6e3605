// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace livebelt {

/// What stands in a PRIVMSG or NOTICE, taken apart. Refers to the bytes it was given.
struct IrcText
{
    /// CTCP (draft-oakley-irc-ctcp-02): "\x01ACTION waves\x01" is the text "waves" with the command "ACTION".
    static IrcText parse(QByteArrayView body);

    QByteArrayView text;
    QByteArrayView ctcp; ///< the CTCP command; empty for plain text
};

/// Whether text holds codes for bold, colour and the like (modern.ircdocs.horse/formatting).
bool hasIrcFormatting(QByteArrayView text);
/// The text without them. Other control characters stay.
QByteArray withoutIrcFormatting(QByteArrayView text);
/// What the codes say of the text without them, as runs: "0-4:b 6-9:ic4,1 10-10:C00ff00". First and last character of
/// each, in code points of the text without codes; then its marks: b bold, i italic, u underlined, s struck, m
/// monospaced, r reversed, and c foreground[,background] by the numbers of mIRC, or C the same in hexadecimal RGB.
/// Empty where nothing is marked.
QByteArray ircStyles(QByteArrayView text);

} // namespace livebelt
