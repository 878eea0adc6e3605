// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/Utf8Check.h"

#include <cstring>

namespace livebelt {

/// The bytes that may follow the first one: table 3-7 of the Unicode standard.
bool Utf8Check::begin(unsigned char byte)
{
    m_lowest = 0x80, m_highest = 0xbf;
    if (byte < 0x80)
        m_left = 0;
    else if (byte < 0xc2 || byte > 0xf4)
        return false;
    else if (byte < 0xe0)
        m_left = 1;
    else if (byte < 0xf0)
        m_left = 2;
    else
        m_left = 3;
    if (byte == 0xe0)
        m_lowest = 0xa0;
    else if (byte == 0xed)
        m_highest = 0x9f;
    else if (byte == 0xf0)
        m_lowest = 0x90;
    else if (byte == 0xf4)
        m_highest = 0x8f;
    return true;
}

bool Utf8Check::take(QByteArrayView bytes)
{
    const auto *at = reinterpret_cast<const unsigned char *>(bytes.data());
    const auto *const end = at + bytes.size();
    while (at < end) {
        if (m_left == 0) {
            quint64 word = 0;
            while (end - at >= 8 && (std::memcpy(&word, at, 8), (word & 0x8080808080808080ULL) == 0))
                at += 8; // plain ASCII
            if (at == end)
                break;
            if (!begin(*at++))
                return false;
            continue;
        }
        if (*at < m_lowest || *at > m_highest)
            return false;
        m_lowest = 0x80, m_highest = 0xbf;
        --m_left;
        ++at;
    }
    return true;
}

QByteArrayView wholeCharacters(QByteArrayView bytes)
{
    for (qsizetype back = 1; back <= qMin<qsizetype>(4, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if ((byte & 0xc0) == 0x80)
            continue;
        const qsizetype needed = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
        return needed > back ? bytes.chopped(back) : bytes;
    }
    return bytes;
}

} // namespace livebelt
