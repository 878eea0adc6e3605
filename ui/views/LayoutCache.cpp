// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/LayoutCache.h"

namespace livebelt {

const LayoutCache::Kept *LayoutCache::find(quint64 seq) const
{
    const auto found = m_kept.find(seq);
    return found == m_kept.end() ? nullptr : &found->second;
}

const LayoutCache::Kept &LayoutCache::put(quint64 seq, std::unique_ptr<RowLayout> layout)
{
    Kept &kept = m_kept[seq];
    kept.layout = std::move(layout);
    kept.serial = ++m_serial;
    return kept;
}

void LayoutCache::forget(quint64 first, quint64 last)
{
    m_kept.erase(m_kept.lower_bound(first), m_kept.upper_bound(last));
}

void LayoutCache::trim(quint64 first, quint64 last)
{
    while (m_kept.size() > most) {
        const quint64 lowest = m_kept.begin()->first;
        const quint64 highest = m_kept.rbegin()->first;
        const quint64 below = lowest < first ? first - lowest : 0;
        const quint64 above = highest > last ? highest - last : 0;
        if (below == 0 && above == 0)
            return;
        m_kept.erase(below >= above ? m_kept.begin() : std::prev(m_kept.end()));
    }
}

} // namespace livebelt
