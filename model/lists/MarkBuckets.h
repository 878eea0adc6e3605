// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>

namespace livebelt {

/// Which stretches of a feed hold something worth a mark beside the scroll bar: a fixed number of stretches, which get
/// longer as the feed grows, so that it costs the same at any length. A value.
class MarkBuckets
{
public:
    enum Mark : quint8 {
        Note = 1, ///< a Notice of any sort
        Gap = 2,  ///< a Notice of something lost: a connection, records
        Match = 4,
        Person = 8 ///< a record that the person has marked
    };
    static constexpr int count = 1024;

    void add(quint64 seq, Mark mark);
    void clear();
    /// The marks of one stretch, or-ed; it covers the records span() * bucket + 1 to span() * (bucket + 1).
    quint8 at(int bucket) const { return m_buckets[size_t(bucket)]; }
    quint64 span() const { return m_span; }

private:
    std::array<quint8, count> m_buckets{};
    quint64 m_span = 1;
};

} // namespace livebelt
