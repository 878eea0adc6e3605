// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/index/TextSketch.h"

#include "model/index/SketchWalk.h"

#include <QtEndian>
#include <bit>

namespace livebelt {

namespace {

constexpr size_t mostWords = size_t(1) << (sketch::mostBits - 6);

struct Adding
{
    BitSet &grams, &marks;
    void gram(quint32 place) { grams.add(place); }
    void mark(quint32 place) { marks.add(place); }
    void word(quint32 place, bool, bool) { marks.add(place); }
};

} // namespace

BitSet::BitSet() : m_words(mostWords) {}

void BitSet::clear()
{
    std::fill(m_words.begin(), m_words.end(), 0);
}

QByteArray BitSet::shrunk() const
{
    std::vector<quint64> words = m_words;
    const auto isSparse = [&words] {
        size_t count = 0;
        for (const quint64 word : words)
            count += size_t(std::popcount(word));
        return count * 16 <= words.size() * 64;
    };
    while (words.size() > 1 && isSparse()) {
        const size_t half = words.size() / 2;
        for (size_t i = 0; i < half; ++i)
            words[i] |= words[half + i];
        words.resize(half);
    }
    QByteArray bytes(qsizetype(words.size()) * 8, Qt::Uninitialized);
    for (size_t i = 0; i < words.size(); ++i)
        qToLittleEndian(words[i], bytes.data() + i * 8);
    return bytes;
}

bool BitSet::mayHave(QByteArrayView shrunk, quint32 place)
{
    if (shrunk.isEmpty() || !std::has_single_bit(size_t(shrunk.size())))
        return true;
    const quint32 at = place & quint32(shrunk.size() * 8 - 1);
    return (static_cast<unsigned char>(shrunk[at >> 3]) >> (at & 7)) & 1;
}

void TextSketch::add(QByteArrayView text)
{
    if (text.isEmpty())
        return;
    Adding adding{m_grams, m_marks};
    sketch::fold(text, m_folded);
    sketch::walk(m_folded, adding);
    constexpr size_t mostKept = 1 << 20;
    if (m_folded.capacity() > mostKept)
        m_folded = {};
}

void TextSketch::clear()
{
    m_grams.clear();
    m_marks.clear();
}

} // namespace livebelt
