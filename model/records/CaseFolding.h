// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QChar>

namespace livebelt {

/// Takes the character off the front of UTF-8 text; what is malformed is U+FFFD, one for each byte. at < end.
inline char32_t takeUtf8(const char *&at, const char *end)
{
    const auto byte = [&](qsizetype i) { return static_cast<unsigned char>(at[i]); };
    const unsigned char first = byte(0);
    const qsizetype length = first < 0x80   ? 1
                             : first < 0xc2 ? 0
                             : first < 0xe0 ? 2
                             : first < 0xf0 ? 3
                             : first < 0xf5 ? 4
                                            : 0;
    if (length == 1)
        return static_cast<unsigned char>(*at++);
    if (length == 0 || end - at < length)
        return ++at, U'\ufffd';
    char32_t c = first & (0x7fu >> length);
    for (qsizetype i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return ++at, U'\ufffd';
        c = (c << 6) | (byte(i) & 0x3f);
    }
    at += length;
    return c;
}

/// The same, without its case: Unicode's simple case folding, as QString compares by.
inline char32_t takeFolded(const char *&at, const char *end)
{
    const char32_t c = takeUtf8(at, end);
    return c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) : QChar::toCaseFolded(c);
}

} // namespace livebelt
