// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <algorithm>
#include <cstring>

namespace livebelt {

/// As many bytes as a vector unit takes at once.
inline constexpr qsizetype scanBlock = 16;

/// Whether holds(unsigned char) is true for each byte of a block. Without a branch, for the vector unit; so holds is a
/// lambda: a function would be called for each byte.
template<typename Predicate>
bool allOfBlock(const char *block, Predicate holds)
{
    unsigned others = 0;
    for (qsizetype i = 0; i < scanBlock; ++i)
        others |= unsigned(!holds(static_cast<unsigned char>(block[i])));
    return others == 0;
}

/// The same for all of text, however long.
template<typename Predicate>
bool allOfBytes(QByteArrayView text, Predicate holds)
{
    if (text.size() < scanBlock)
        return std::all_of(text.begin(), text.end(), [&](char c) { return holds(static_cast<unsigned char>(c)); });
    for (qsizetype i = 0; i + scanBlock < text.size(); i += scanBlock) {
        if (!allOfBlock(text.data() + i, holds))
            return false;
    }
    return allOfBlock(text.data() + text.size() - scanBlock, holds); // some of it for the second time
}

/// The operator of QByteArrayView calls a function for each comparison, also where the sizes differ.
inline bool sameBytes(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && (a.isEmpty() || std::memcmp(a.data(), b.data(), size_t(a.size())) == 0);
}

} // namespace livebelt
