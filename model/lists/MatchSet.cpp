// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/MatchSet.h"

#include <algorithm>
#include <roaring/roaring64map.hh>

namespace livebelt {

struct MatchSet::Bits : Roaring64Map
{
};

MatchSet::MatchSet() : m_bits(std::make_unique<Bits>()) {}

MatchSet::~MatchSet() = default;

void MatchSet::add(const std::vector<quint64> &seqs)
{
    static_assert(sizeof(quint64) == sizeof(uint64_t));
    for (const quint64 seq : seqs)
        m_size += m_bits->addChecked(uint64_t(seq)) ? 1 : 0;
}

void MatchSet::dropBefore(quint64 seq)
{
    if (seq > 0)
        m_dropped = std::max(m_dropped, quint64(m_bits->rank(seq - 1)));
}

void MatchSet::clear()
{
    *m_bits = Bits();
    m_size = m_dropped = 0;
}

quint64 MatchSet::at(quint64 n) const
{
    uint64_t seq = 0;
    return n < size() && m_bits->select(n + m_dropped, &seq) ? quint64(seq) : 0;
}

quint64 MatchSet::countThrough(quint64 seq) const
{
    return std::max(quint64(m_bits->rank(seq)), m_dropped) - m_dropped;
}

quint64 MatchSet::bytes() const
{
    return m_bits->getSizeInBytes();
}

} // namespace livebelt
