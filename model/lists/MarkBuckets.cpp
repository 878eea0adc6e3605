// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/MarkBuckets.h"

namespace livebelt {

void MarkBuckets::add(quint64 seq, Mark mark)
{
    if (seq == 0)
        return;
    while ((seq - 1) / m_span >= quint64(count)) {
        for (size_t i = 0; i < m_buckets.size() / 2; ++i)
            m_buckets[i] = m_buckets[2 * i] | m_buckets[2 * i + 1];
        for (size_t i = m_buckets.size() / 2; i < m_buckets.size(); ++i)
            m_buckets[i] = 0;
        m_span *= 2;
    }
    m_buckets[size_t((seq - 1) / m_span)] |= mark;
}

void MarkBuckets::clear()
{
    *this = MarkBuckets();
}

} // namespace livebelt
