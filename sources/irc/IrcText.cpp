// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcText.h"

namespace livebelt {

namespace {

constexpr char colour = 0x03;
constexpr char hexColour = 0x04;

/// Bold 02, colour 03, hex colour 04, reset 0F, monospace 11, reverse 16, italic 1D, struck 1E, underlined 1F.
constexpr quint32 formattingCodes =
    1u << 0x02 | 1u << 0x03 | 1u << 0x04 | 1u << 0x0f | 1u << 0x11 | 1u << 0x16 | 1u << 0x1d | 1u << 0x1e | 1u << 0x1f;

bool isCode(char c)
{
    const auto u = static_cast<unsigned char>(c);
    return u < 0x20 && (formattingCodes >> u & 1) != 0;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// How many digits at at belong to a colour: one or two, or exactly six.
qsizetype digitsOfColour(QByteArrayView text, qsizetype at, char code)
{
    const qsizetype most = code == colour ? 2 : 6;
    qsizetype digits = 0;
    while (digits < most && at + digits < text.size() &&
           (code == colour ? isDigit(text[at + digits]) : isHexDigit(text[at + digits])))
        ++digits;
    return code == colour || digits == most ? digits : 0;
}

} // namespace

IrcText IrcText::parse(QByteArrayView body)
{
    IrcText result;
    result.text = body;
    if (body.size() < 2 || body[0] != '\x01')
        return result;
    QByteArrayView inner = body.sliced(1);
    if (inner.endsWith('\x01'))
        inner.chop(1);
    const qsizetype space = inner.indexOf(' ');
    result.ctcp = space < 0 ? inner : inner.first(space);
    if (result.ctcp.isEmpty())
        return result;
    result.text = space < 0 ? QByteArrayView() : inner.sliced(space + 1);
    return result;
}

bool hasIrcFormatting(QByteArrayView text)
{
    bool found = false;
    for (const char c : text)
        found |= isCode(c);
    return found;
}

QByteArray withoutIrcFormatting(QByteArrayView text)
{
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!isCode(c)) {
            plain += c;
            continue;
        }
        if (c != colour && c != hexColour)
            continue;
        const qsizetype foreground = digitsOfColour(text, i + 1, c);
        i += foreground;
        if (foreground > 0 && i + 1 < text.size() && text[i + 1] == ',') {
            const qsizetype background = digitsOfColour(text, i + 2, c);
            if (background > 0)
                i += 1 + background;
        }
    }
    return plain;
}

} // namespace livebelt
