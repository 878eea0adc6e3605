// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <memory>
#include <vector>

namespace livebelt {

/// Numbers of records, compressed (CRoaring): at most a bit for each record of the feed, two bytes where few are in.
/// Any number of them; counting up to one, and finding the n-th, take microseconds. Not thread safe.
class MatchSet
{
public:
    MatchSet();
    ~MatchSet();
    Q_DISABLE_COPY_MOVE(MatchSet)

    /// Ascending, not before what has been dropped.
    void add(const std::vector<quint64> &seqs);
    /// The ones before seq are not in it any more. Their memory stays until clear().
    void dropBefore(quint64 seq);
    void clear();

    quint64 size() const { return m_size - m_dropped; }
    /// The n-th, counted from 0; 0 where there are not so many.
    quint64 at(quint64 n) const;
    /// How many are not newer than seq.
    quint64 countThrough(quint64 seq) const;
    /// Of memory, about.
    quint64 bytes() const;

private:
    struct Bits;
    std::unique_ptr<Bits> m_bits;
    quint64 m_size = 0;
    quint64 m_dropped = 0; ///< that many of the first
};

} // namespace livebelt
