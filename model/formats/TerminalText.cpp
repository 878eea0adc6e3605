// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/TerminalText.h"

#include "model/records/ByteScan.h"

namespace livebelt {

namespace {

constexpr char32_t noCharacter = 0xffffffff;

/// What goes to the terminal as it is: most text does.
constexpr auto isPlain = [](unsigned char c) { return (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n'; };

struct Character
{
    char32_t code = noCharacter; ///< or what is no UTF-8 (RFC 3629)
    qsizetype bytes = 1;
};

Character firstOf(QByteArrayView text)
{
    const auto byte = [&](qsizetype i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return {first, 1};
    const qsizetype bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4)
        return {};
    char32_t code = first & (0xffU >> (bytes + 1));
    for (qsizetype i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0U) != 0x80)
            return {};
        code = code << 6 | (byte(i) & 0x3fU);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool isValid = code >= smallest[bytes] && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
    return isValid ? Character{code, bytes} : Character{};
}

bool isHarmful(char32_t code)
{
    return code == noCharacter || (code >= 0x80 && code < 0xa0) || code == 0x061c || code == 0x200e || code == 0x200f ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

void appendPicture(TextBuilder &out, char32_t control)
{
    out += "\xe2\x90"; // U+2400 and on; DEL is U+2421
    out += char(0x80 + (control == 0x7f ? 0x21 : control));
}

void append(TextBuilder &out, QByteArrayView text, bool keepsLines)
{
    while (!text.isEmpty()) {
        const Character character = firstOf(text);
        const char32_t code = character.code;
        const bool endsLine = code == '\n' || (code == '\r' && text.startsWith("\r\n"));
        if (code == '\t' || (endsLine && keepsLines))
            out += text.first(1);
        else if (code < 0x20 || code == 0x7f)
            appendPicture(out, code);
        else if (isHarmful(code))
            out += "\xef\xbf\xbd";
        else
            out += text.first(character.bytes);
        text = text.sliced(character.bytes);
    }
}

} // namespace

void appendForTerminal(TextBuilder &out, QByteArrayView text)
{
    if (allOfBytes(text, isPlain))
        out += text;
    else
        append(out, text, true);
}

QByteArray lineForTerminal(QByteArrayView text)
{
    TextBuilder out;
    append(out, text, false);
    return out.copy();
}

} // namespace livebelt
