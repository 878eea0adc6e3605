// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/CaseFolding.h"

#include <array>
#include <cstring>
#include <vector>

namespace livebelt::sketch {

/// Bits that a filter of a block has at most.
inline constexpr int mostBits = 18;

enum Class : quint8 { IsWord = 1, IsDigit = 2, IsHex = 4 };

constexpr std::array<quint8, 256> makeClasses()
{
    std::array<quint8, 256> classes{};
    for (int c = 0; c < 256; ++c) {
        const bool isDigit = c >= '0' && c <= '9', isHex = isDigit || (c >= 'a' && c <= 'f');
        const bool isWord = isDigit || (c >= 'a' && c <= 'z') || c == '_' || c >= 0x80;
        classes[size_t(c)] = quint8((isWord ? IsWord : 0) | (isDigit ? IsDigit : 0) | (isHex ? IsHex : 0));
    }
    return classes;
}
inline constexpr std::array<quint8, 256> classes = makeClasses();

constexpr quint32 placeOf(quint64 key)
{
    return quint32((key * 0x9e3779b97f4a7c15ULL) >> (64 - mostBits));
}

/// Puts a text as it is in an index into folded, in place of what that held: each character folded, UTF-8.
inline void fold(QByteArrayView text, std::vector<quint8> &folded)
{
    folded.resize(size_t(text.size()));
    const char *at = text.data(), *const end = at + text.size();
    quint64 seen = 0; // its highest bits: not ASCII
    size_t i = 0;
    for (; i + 8 <= folded.size(); i += 8) {
        quint64 eight = 0;
        std::memcpy(&eight, at + i, sizeof(eight));
        seen |= eight;
        const quint64 fromA = eight + 0x3f3f3f3f3f3f3f3fULL, behindZ = eight + 0x2525252525252525ULL;
        eight |= (fromA & ~behindZ & 0x8080808080808080ULL) >> 2; // 'A' + 0x20 is 'a'
        std::memcpy(folded.data() + i, &eight, sizeof(eight));
    }
    for (; i < folded.size(); ++i) {
        const auto c = static_cast<unsigned char>(at[i]);
        seen |= c;
        folded[i] = quint8(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    const bool isAscii = (seen & 0x8080808080808080ULL) == 0;
    if (isAscii)
        return;
    folded.clear();
    const auto put = [&folded](char32_t byte) { folded.push_back(quint8(byte)); };
    while (at < end) {
        const char32_t c = takeFolded(at, end);
        if (c < 0x80) {
            put(c);
            continue;
        }
        if (c < 0x800) {
            put(0xc0 | (c >> 6));
        } else {
            if (c < 0x10000) {
                put(0xe0 | (c >> 12));
            } else {
                put(0xf0 | (c >> 18));
                put(0x80 | ((c >> 12) & 0x3f));
            }
            put(0x80 | ((c >> 6) & 0x3f));
        }
        put(0x80 | (c & 0x3f));
    }
}

inline quint32 placeOfWord(const quint8 *begin, const quint8 *end)
{
    quint64 word = 0xcbf29ce484222325ULL;
    for (; begin < end; ++begin)
        word = (word ^ *begin) * 0x100000001b3ULL;
    return placeOf(word);
}

/// Goes over a text that fold() gave. Calls, with places below 2^mostBits,
///     visitor.gram(place)                        for every three bytes that follow each other;
///     visitor.mark(place)                        for every six hexadecimal digits that follow each other;
///     visitor.word(place, startsText, endsText)  for every word (letters, digits, _) that has a digit, and whether
///                                                it stands at the beginning or the end of the text.
/// Six digits tell more than three bytes where every three digits are in every block; a word tells more than that where
/// it is known to be a whole one.
template<typename Visitor>
void walk(const std::vector<quint8> &folded, Visitor &visitor)
{
    const quint8 *const bytes = folded.data();
    const size_t size = folded.size();
    for (size_t i = 2; i < size; ++i)
        visitor.gram(placeOf(quint64(bytes[i - 2]) << 16 | quint64(bytes[i - 1]) << 8 | bytes[i]));
    // Texts change between words and what is between them all the time: nothing here that has to be foreseen.
    quint64 digits = 0;
    size_t digitCount = 0, wordBegin = 0, wordDigits = 0;
    for (size_t i = 0; i < size; ++i) {
        const quint8 kind = classes[bytes[i]];
        digits = digits << 8 | bytes[i];
        digitCount = (digitCount + 1) & (size_t(0) - size_t((kind & IsHex) != 0));
        if (digitCount >= 6)
            visitor.mark(placeOf(digits & 0xffffffffffffULL));
        const size_t inWord = size_t(0) - size_t((kind & IsWord) != 0); // all bits, or none
        if (wordDigits & ~inWord)
            visitor.word(placeOfWord(bytes + wordBegin, bytes + i), wordBegin == 0, false);
        wordDigits = (wordDigits | (kind & IsDigit)) & inWord;
        wordBegin = (wordBegin & inWord) | ((i + 1) & ~inWord);
    }
    if (wordDigits)
        visitor.word(placeOfWord(bytes + wordBegin, bytes + size), wordBegin == 0, true);
}

} // namespace livebelt::sketch
