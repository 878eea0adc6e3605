// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcText.h"

#include <array>

namespace livebelt {

namespace {

constexpr char colour = 0x03;
constexpr char hexColour = 0x04;
constexpr char reset = 0x0f;

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

/// How many bytes the numbers behind a code for colour have; 0: it ends the colour, or is no such code.
qsizetype colourLength(QByteArrayView text, qsizetype at)
{
    const char code = text[at];
    if (code != colour && code != hexColour)
        return 0;
    const qsizetype foreground = digitsOfColour(text, at + 1, code);
    const qsizetype comma = at + 1 + foreground;
    if (foreground == 0 || comma >= text.size() || text[comma] != ',')
        return foreground;
    const qsizetype background = digitsOfColour(text, comma + 1, code);
    return background > 0 ? foreground + 1 + background : foreground;
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
        if (!isCode(text[i]))
            plain += text[i];
        else
            i += colourLength(text, i);
    }
    return plain;
}

QByteArray ircStyles(QByteArrayView text)
{
    // The marks in the order they are written in, and the codes that turn them on and off.
    static constexpr std::array<std::pair<char, char>, 6> toggles{
        {{'b', '\x02'}, {'i', '\x1d'}, {'u', '\x1f'}, {'s', '\x1e'}, {'m', '\x11'}, {'r', '\x16'}}};
    QByteArray runs, on, colours, marks;
    qsizetype at = 0, since = 0;
    const auto finish = [&] {
        if (at > since && !marks.isEmpty()) {
            runs += (runs.isEmpty() ? "" : " ") + QByteArray::number(since) + '-' + QByteArray::number(at - 1) + ':';
            runs += marks;
        }
        since = at;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!isCode(c)) {
            at += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
            continue;
        }
        if (c == reset) {
            on.clear();
            colours.clear();
        } else if (c == colour || c == hexColour) {
            const qsizetype length = colourLength(text, i);
            colours = text.sliced(i + 1, length).toByteArray();
            if (length > 0)
                colours.prepend(c == colour ? 'c' : 'C');
            i += length;
        }
        QByteArray now;
        for (const auto &[mark, code] : toggles) {
            if (c == code && !on.contains(mark))
                on += mark;
            else if (c == code)
                on.replace(QByteArray(1, mark), "");
            if (on.contains(mark))
                now += mark;
        }
        now += colours;
        if (now != marks) {
            finish();
            marks = now;
        }
    }
    finish();
    return runs;
}

} // namespace livebelt
