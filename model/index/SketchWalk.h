// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/CaseFolding.h"

#include <array>

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

/// Goes over a text as it is in an index: each character folded, UTF-8. Calls, with places below 2^mostBits,
///     visitor.gram(place)                        for every three bytes that follow each other;
///     visitor.mark(place)                        for every six hexadecimal digits that follow each other;
///     visitor.word(place, startsText, endsText)  for every word (letters, digits, _) that has a digit, and whether
///                                                it stands at the beginning or the end of the text.
/// Six digits tell more than three bytes where every three digits are in every block; a word tells more than that where
/// it is known to be a whole one.
template<typename Visitor>
class Walk
{
public:
    explicit Walk(Visitor &visitor) : m_visitor(visitor) {}

    void run(QByteArrayView text)
    {
        const char *at = text.data(), *const end = at + text.size();
        while (at < end) {
            const auto c = static_cast<unsigned char>(*at);
            if (c < 0x80) {
                put(c >= 'A' && c <= 'Z' ? quint8(c + ('a' - 'A')) : c);
                ++at;
            } else {
                putFolded(takeFolded(at, end));
            }
        }
        endWord(true);
    }

private:
    void put(quint8 byte)
    {
        m_gram = ((m_gram << 8) | byte) & 0xffffff;
        if (++m_count >= 3)
            m_visitor.gram(placeOf(m_gram));
        const quint8 kind = classes[byte];
        if (kind & IsHex) {
            m_digits = ((m_digits << 8) | byte) & 0xffffffffffffULL;
            if (++m_digitCount >= 6)
                m_visitor.mark(placeOf(m_digits));
        } else {
            m_digitCount = 0;
        }
        if (kind & IsWord) {
            if (m_wordLength++ == 0)
                m_startsText = m_count == 1;
            m_word = (m_word ^ byte) * 0x100000001b3ULL;
            m_hasDigit |= kind & IsDigit;
        } else if (m_wordLength > 0) {
            endWord(false);
        }
    }
    void putFolded(char32_t c)
    {
        if (c < 0x80)
            return put(quint8(c));
        if (c < 0x800) {
            put(quint8(0xc0 | (c >> 6)));
        } else {
            if (c < 0x10000) {
                put(quint8(0xe0 | (c >> 12)));
            } else {
                put(quint8(0xf0 | (c >> 18)));
                put(quint8(0x80 | ((c >> 12) & 0x3f)));
            }
            put(quint8(0x80 | ((c >> 6) & 0x3f)));
        }
        put(quint8(0x80 | (c & 0x3f)));
    }
    void endWord(bool endsText)
    {
        if (m_wordLength > 0 && m_hasDigit)
            m_visitor.word(placeOf(m_word), m_startsText, endsText);
        m_wordLength = 0;
        m_hasDigit = 0;
        m_word = seed;
    }

    static constexpr quint64 seed = 0xcbf29ce484222325ULL;
    Visitor &m_visitor;
    quint64 m_digits = 0, m_word = seed;
    quint32 m_gram = 0;
    qsizetype m_count = 0, m_digitCount = 0, m_wordLength = 0;
    int m_hasDigit = 0;
    bool m_startsText = false;
};

} // namespace livebelt::sketch
