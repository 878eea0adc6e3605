// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <vector>

namespace livebelt {

/// A set of places below 2^18, of which one is in it by mistake now and then (a Bloom filter with one hash function),
/// as small as it can be for that to be seldom.
class BitSet
{
public:
    BitSet();
    void add(quint32 place) { m_words[place >> 6] |= quint64(1) << (place & 63); }
    void clear();
    /// As few bytes as leave at most one in eight bits set, if that is possible: 2^n of them, 8 at least.
    QByteArray shrunk() const;
    /// Whether it may be in a set that shrunk() gave. One that is malformed may hold anything.
    static bool mayHave(QByteArrayView shrunk, quint32 place);

private:
    std::vector<quint64> m_words;
};

/// What the texts of a block have in them.
class TextSketch
{
public:
    void add(QByteArrayView text);
    void clear();
    QByteArray grams() const { return m_grams.shrunk(); }
    QByteArray marks() const { return m_marks.shrunk(); }

private:
    BitSet m_grams, m_marks;
    std::vector<quint8> m_folded; ///< room
};

} // namespace livebelt
